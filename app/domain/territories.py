"""With what money and in which language each country of the world does business, where nothing more is known of it.

Source: Unicode CLDR as in Babel 2.18: the money in use in 2026, of several the country's own by its letters; of its
official languages the likeliest. Bulgaria pays in euros since 2026. Where no font here has the signs of a language
(Bhutan, the Maldives) or CLDR has no such language in the country, it is English.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Territory(NamedTuple):
    """What a country uses: a currency (ISO 4217) and a language (BCP 47)."""

    currency: str
    language: str


# Country, currency, language.
_TERRITORIES = """
AC:SHP:en AD:EUR:ca AE:AED:ar AF:AFN:fa AG:XCD:en AI:XCD:en AL:ALL:sq AM:AMD:hy AO:AOA:pt AR:ARS:es AS:USD:en
AW:AWG:nl AX:EUR:sv AZ:AZN:az BA:BAM:bs BB:BBD:en BD:BDT:bn BF:XOF:fr BG:EUR:bg BI:BIF:rn BJ:XOF:fr BL:EUR:fr
BM:BMD:en BN:BND:ms BO:BOB:es BQ:USD:nl BR:BRL:pt BS:BSD:en BT:BTN:en BV:NOK:en BW:BWP:en BY:BYN:be BZ:BZD:en
CC:AUD:en CD:CDF:fr CF:XAF:sg CG:XAF:fr CI:XOF:fr CK:NZD:en CL:CLP:es CM:XAF:fr CO:COP:es CQ:GBP:en CR:CRC:es
CU:CUP:es CV:CVE:pt CW:XCG:nl CX:AUD:en CY:EUR:el DG:USD:en DJ:DJF:fr DM:XCD:en DO:DOP:es DZ:DZD:ar EA:EUR:es
EC:USD:es EH:MAD:ar ER:ERN:en ET:ETB:am FJ:FJD:en FK:FKP:en FM:USD:en FO:DKK:fo GA:XAF:fr GD:XCD:en GE:GEL:ka
GF:EUR:fr GG:GBP:en GH:GHS:en GI:GIP:en GL:DKK:kl GM:GMD:en GN:GNF:fr GP:EUR:fr GQ:XAF:es GS:GBP:en GT:GTQ:es
GU:USD:en GW:XOF:pt GY:GYD:en HK:HKD:zh HM:AUD:en HN:HNL:es HR:EUR:hr HT:HTG:ht IC:EUR:es ID:IDR:id IL:ILS:he
IM:GBP:en IO:USD:en IQ:IQD:ar IR:IRR:fa IS:ISK:is JE:GBP:en JM:JMD:en JO:JOD:ar KE:KES:sw KG:KGS:ky KH:KHR:km
KI:AUD:en KM:KMF:ar KN:XCD:en KP:KPW:ko KY:KYD:en KZ:KZT:ru LA:LAK:lo LB:LBP:ar LC:XCD:en LI:CHF:de LK:LKR:si
LR:LRD:en LS:LSL:st LU:EUR:fr LY:LYD:ar MA:MAD:ar MC:EUR:fr MD:MDL:ro ME:EUR:sr MF:EUR:fr MG:MGA:mg MH:USD:en
MK:MKD:mk ML:XOF:fr MM:MMK:my MN:MNT:mn MO:MOP:zh MP:USD:en MQ:EUR:fr MR:MRU:ar MS:XCD:en MT:EUR:mt MU:MUR:fr
MV:MVR:en MW:MWK:en MY:MYR:ms MZ:MZN:pt NA:NAD:en NC:XPF:fr NE:XOF:fr NF:AUD:en NG:NGN:en NI:NIO:es NP:NPR:ne
NR:AUD:en NU:NZD:en OM:OMR:ar PA:PAB:es PE:PEN:es PF:XPF:fr PG:PGK:tpi PH:PHP:fil PK:PKR:ur PM:EUR:fr PN:NZD:en
PR:USD:es PS:ILS:ar PW:USD:en PY:PYG:gn QA:QAR:ar RE:EUR:fr RO:RON:ro RS:RSD:sr RU:RUB:ru RW:RWF:rw SA:SAR:ar
SB:SBD:en SC:SCR:fr SD:SDG:ar SH:SHP:en SI:EUR:sl SJ:NOK:nb SK:EUR:sk SL:SLE:en SM:EUR:it SN:XOF:fr SO:SOS:so
SR:SRD:nl SS:SSP:en ST:STN:pt SV:USD:es SX:XCG:en SY:SYP:ar SZ:SZL:en TA:GBP:en TC:USD:en TD:XAF:ar TF:EUR:en
TG:XOF:fr TJ:TJS:tg TK:NZD:en TL:USD:pt TM:TMT:tk TN:TND:ar TO:TOP:to TT:TTD:en TV:AUD:en TW:TWD:zh TZ:TZS:sw
UA:UAH:uk UG:UGX:sw UM:USD:en UY:UYU:es UZ:UZS:uz VA:EUR:it VC:XCD:en VE:VES:es VG:USD:en VI:USD:en VN:VND:vi
VU:VUV:en WF:XPF:fr WS:WST:en XK:EUR:sq YE:YER:ar YT:EUR:fr ZM:ZMW:en ZW:ZWG:sn
"""
_ENGLISH_ANYWHERE = frozenset({"AC", "BT", "BV", "CQ", "HM", "MV", "TA", "TF"})


def _read() -> Mapping[str, Territory]:
    told = (one.split(":") for one in _TERRITORIES.split())
    return MappingProxyType(
        {
            country: Territory(money, language if country in _ENGLISH_ANYWHERE else f"{language}-{country}")
            for country, money, language in told
        }
    )


TERRITORIES: Mapping[str, Territory] = _read()
"""By the two letters of the country (ISO 3166)."""
