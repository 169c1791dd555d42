import uuid
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.base.identity import uuid7


@given(st.integers(0, 2**48 * 1000 - 1))
def test_an_identity_is_a_uuid_of_version_7_with_its_millisecond(now_us):
    made = uuid.UUID(uuid7(now_us))
    # RFC 9562, section 5.7: 48 bits of milliseconds, the version, the variant.
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == now_us // 1000


def test_no_two_are_alike():
    assert len({uuid7(1_700_000_000_000_000) for _ in range(5000)}) == 5000


def test_they_sort_by_their_millisecond():
    times = [10**15, 10**15 + 1000, 1_700_000_000_000_000, 1_800_000_000_000_000]
    assert all(uuid7(early) < uuid7(late) for early, late in pairwise(times))
