"""Receipts as a shop would print them, in five scripts, formatted by the one place that formats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from app.domain.figures import Currency, currency
from app.printing import format as form
from app.printing.receipt import (
    ReceiptData,
    ReceiptLine,
    ReceiptNote,
    ReceiptTax,
    ReceiptTender,
    ReceiptWords,
)

MOMENT = datetime(2026, 1, 31, 14, 3, tzinfo=timezone(timedelta(hours=1)))


@dataclass(frozen=True)
class Shop:
    language: str
    currency: Currency
    head: tuple[str, ...]
    names: tuple[str, ...]
    title: str
    till: str
    cashier: str
    cash: str
    deposit: str
    footer: tuple[str, ...]
    words: ReceiptWords


LATIN = Shop(
    "en_GB",
    currency("EUR"),
    ("Corner Shop", "12 Harbour Street, Cork", "VAT IE1234567T · 021 555 0143"),
    (
        "Apple juice, cloudy, 1 l",
        "Bananas",
        "Sourdough rye loaf from the wood-fired oven, sliced, about 750 g",
        "Mineral water",
    ),
    "Receipt",
    "T1",
    "Anna",
    "Cash",
    "Deposit",
    ("Thank you for shopping with us.", "Returns within 14 days with this receipt."),
    ReceiptWords(),
)
CHINESE = Shop(
    "zh_CN",
    currency("CNY"),
    ("街角小店", "上海市静安区南京西路1788号", "税号 91310000MA1FL0000X"),
    ("农夫山泉 苹果汁 1升", "香蕉", "传统柴火窑烤黑麦酸面包(切片)约750克,天然酵母发酵,无添加剂", "矿泉水"),
    "收据",
    "T1",
    "王小明",
    "现金",
    "押金",
    ("谢谢惠顾!", "凭此收据14天内可退货。"),
    ReceiptWords(
        "商品",
        "数量",
        "单价",
        "金额",
        "小计",
        "折扣",
        "合计",
        "舍入",
        "应付",
        "找零",
        "税率",
        "税额",
        "净额",
        "含税",
        "收银机",
        "收银员",
        "顾客",
        "副本",
        "第 {page} 页,共 {pages} 页",
    ),
)
ARABIC = Shop(
    "ar",
    currency("AED"),
    ("متجر الزاوية", "شارع الشيخ زايد، دبي", "الرقم الضريبي 100-2345-678"),
    (
        "عصير تفاح طبيعي 1 لتر",
        "موز",
        "خبز الجاودار بالخميرة الطبيعية من الفرن الحجري (مقطّع) حوالي 750 غ",
        "مياه معدنية 6\u00d7500 ml",
    ),
    "إيصال",
    "T1",
    "أحمد",
    "نقدًا",
    "تأمين العبوة",
    ("شكرًا لتسوقكم معنا", "الإرجاع خلال 14 يومًا مع هذا الإيصال."),
    ReceiptWords(
        "الصنف",
        "الكمية",
        "السعر",
        "المبلغ",
        "المجموع الفرعي",
        "خصم",
        "الإجمالي",
        "التقريب",
        "المطلوب",
        "الباقي",
        "نسبة الضريبة",
        "الضريبة",
        "الصافي",
        "الشامل",
        "صندوق",
        "أمين الصندوق",
        "العميل",
        "نسخة",
        "صفحة {page} من {pages}",
    ),
)
THAI = Shop(
    "th",
    currency("THB"),
    ("ร้านหัวมุม", "123 ถนนสุขุมวิท กรุงเทพฯ 10110", "เลขประจำตัวผู้เสียภาษี 0105536000000"),
    ("น้ำแอปเปิล 1 ลิตร", "กล้วยหอม", "ขนมปังไรย์ยีสต์ธรรมชาติอบเตาฟืนหั่นแผ่นประมาณเจ็ดร้อยห้าสิบกรัม", "น้ำแร่"),
    "ใบเสร็จรับเงิน",
    "T1",
    "สมหญิง",
    "เงินสด",
    "มัดจำขวด",
    ("ขอบคุณที่ใช้บริการ", "คืนสินค้าได้ภายใน 14 วัน"),
    ReceiptWords(
        "สินค้า",
        "จำนวน",
        "ราคา",
        "จำนวนเงิน",
        "รวมย่อย",
        "ส่วนลด",
        "รวมทั้งสิ้น",
        "ปัดเศษ",
        "ยอดชำระ",
        "เงินทอน",
        "อัตราภาษี",
        "ภาษี",
        "สุทธิ",
        "รวมภาษี",
        "เครื่อง",
        "พนักงาน",
        "ลูกค้า",
        "สำเนา",
        "หน้า {page} จาก {pages}",
    ),
)
HINDI = Shop(
    "hi",
    currency("INR"),
    ("नुक्कड़ की दुकान", "12 महात्मा गांधी मार्ग, नई दिल्ली", "जीएसटीआईएन 07AAACN0000A1Z5"),
    ("सेब का रस 1 लीटर", "केला", "लकड़ी के तंदूर की खट्टे आटे वाली राई ब्रेड, कटी हुई, लगभग 750 ग्राम", "मिनरल पानी"),
    "रसीद",
    "T1",
    "प्रिया",
    "नकद",
    "जमा राशि",
    ("खरीदारी के लिए धन्यवाद।", "इस रसीद के साथ 14 दिनों में वापसी।"),
    ReceiptWords(
        "वस्तु",
        "मात्रा",
        "मूल्य",
        "राशि",
        "उप-योग",
        "छूट",
        "कुल",
        "पूर्णांकन",
        "देय",
        "वापसी",
        "कर दर",
        "कर",
        "शुद्ध",
        "सकल",
        "काउंटर",
        "कैशियर",
        "ग्राहक",
        "प्रतिलिपि",
        "पृष्ठ {page} / {pages}",
    ),
)
SHOPS = {"latin": LATIN, "chinese": CHINESE, "arabic": ARABIC, "thai": THAI, "hindi": HINDI}


def receipt(shop: Shop = LATIN, *, is_copy: bool = False, repeat: int = 1) -> ReceiptData:
    """A sale of four goods with a discount, a deposit, rounding and change."""

    def plain(minor: int) -> str:
        return form.amount(minor, shop.currency, shop.language)

    def signed(minor: int) -> str:
        return form.money(minor, shop.currency, shop.language)

    def quantity(milli: int, unit: str = "each") -> str:
        return form.quantity(milli, shop.language, unit)

    juice, bananas, bread, water = shop.names
    lines = (
        ReceiptLine(juice, quantity(2000), plain(249), plain(498), tax="A"),
        ReceiptLine(bananas, quantity(1482, "kg"), plain(189), plain(280), tax="A"),
        ReceiptLine(bread, quantity(1000), plain(540), plain(486), discount=plain(-54), tax="A"),
        ReceiptLine(
            water,
            quantity(6000),
            plain(65),
            plain(390),
            notes=(ReceiptNote(shop.deposit, f"6 \u00d7 {plain(25)}"),),
            tax="B",
        ),
    )
    return ReceiptData(
        shop=shop.head,
        title=shop.title,
        number="T1-000123",
        moment=form.moment(MOMENT, shop.language),
        till=shop.till,
        cashier=shop.cashier,
        lines=lines * repeat,
        subtotal=plain(1654),
        discount=plain(-100),
        total=signed(1554),
        rounding=plain(1),
        to_pay=signed(1555),
        tenders=(ReceiptTender(shop.cash, plain(2000)),),
        change=plain(445),
        taxes=(
            ReceiptTax(f"A {form.percent(5000, shop.language)}", plain(1000), plain(50), plain(1050)),
            ReceiptTax(f"B {form.percent(20000, shop.language)}", plain(420), plain(84), plain(504)),
        ),
        footer=shop.footer,
        is_copy=is_copy,
        language=shop.language,
        right_to_left=form.runs_right_to_left(shop.language),
        words=shop.words,
    )
