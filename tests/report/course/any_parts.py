"""Values and names that a chart may meet: nothing, a millionth and a million, long and Chinese."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

AGENTS = ("lenvatinib", "sorafenib", "regorafenib", "no-such-agent", "atezolizumab")
LONG = ("a name of many letters that goes on and on " * 5)[:200]
UNBROKEN = "W" * 200
CHINESE = "经动脉化疗栓塞术后肝动脉灌注"
EXTREMES = (Decimal(0), Decimal("0.000001"), Decimal("0.8"), Decimal(10) ** 6)

values = st.decimals(0, 10**6, places=2) | st.sampled_from(EXTREMES)
names = st.sampled_from(["any", UNBROKEN, LONG, CHINESE, CHINESE * 15])
