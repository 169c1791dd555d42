"""Make the tones in resources/sounds anew: `python3 packaging/make_sounds.py`. Needs nothing but Python.

Three tones that nobody confuses: taken is one short high tone, refused two low ones, and a folded repeat a short pair
that rises. Each is kept at three loudnesses, since not every player on every system can turn one down.
"""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 22_050  # samples a second: more than enough for tones under 2 kHz
FADE_S = 0.006  # each tone swells and fades, or it would click
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sounds"

# (frequency in Hz, or 0 for silence; seconds)
TONES = {
    "taken": ((1760, 0.09),),
    "refused": ((330, 0.14), (0, 0.06), (247, 0.22)),
    "repeat": ((880, 0.06), (0, 0.03), (1175, 0.06)),
}
LOUDNESS = {"quiet": 0.12, "normal": 0.35, "loud": 0.9}  # of the full scale


def samples(parts: tuple[tuple[int, float], ...], loudness: float) -> list[int]:
    """The 16-bit samples of a tone made of parts, one after the other."""
    made = []
    for frequency, seconds in parts:
        count = round(RATE * seconds)
        fade = round(RATE * FADE_S)
        for index in range(count):
            swell = min(1.0, index / fade, (count - 1 - index) / fade)
            # A little of the third harmonic: a pure low tone is lost on a small loudspeaker.
            angle = 2 * math.pi * frequency * index / RATE
            height = 0.85 * math.sin(angle) + 0.15 * math.sin(3 * angle)
            made.append(round(32_767 * loudness * swell * height))
    return made


def write(path: Path, made: list[int]) -> None:
    """Write samples as a mono WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(made)}h", *made))


def main() -> None:
    """Write every tone at every loudness."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for tone, parts in TONES.items():
        for word, loudness in LOUDNESS.items():
            write(FOLDER / f"{tone}-{word}.wav", samples(parts, loudness))


if __name__ == "__main__":
    main()
