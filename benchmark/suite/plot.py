"""Grouped horizontal bars as SVG, in plain text: no plotting library."""

from html import escape

COLOURS = ["#4c78a8", "#f58518", "#54a24b", "#b279a2"]
LEFT, WIDTH, RIGHT, BAR, GAP, TOP = 150, 480, 70, 13, 9, 62


def nice_step(largest: float) -> float:
    """A distance of the grid lines that gives four to ten of them."""
    step = 10.0 ** -6
    while True:
        for factor in (1, 2, 5):
            if largest / (step * factor) <= 8:
                return step * factor
        step *= 10


def bars(title, series, groups, line=None) -> str:
    """groups: (label, [value or None per series]). line: a value to mark, as the 1 of a ratio."""
    values = [max(0.0, v) for _, group in groups for v in group if v is not None]
    largest = max([*values, line or 0, 1e-6])
    scale = WIDTH / (largest * 1.05)
    height = TOP + sum(BAR * len(group) + GAP for _, group in groups) + 24
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + RIGHT}" height="{height}" '
           f'font-family="sans-serif" font-size="11">',
           f'<rect width="100%" height="100%" fill="white"/>',
           f'<text x="8" y="20" font-size="15" font-weight="bold">{escape(title)}</text>']
    for i, name in enumerate(series):
        x = LEFT + i * 130
        out += [f'<rect x="{x}" y="32" width="11" height="11" fill="{COLOURS[i]}"/>',
                f'<text x="{x + 16}" y="42">{escape(name)}</text>']
    step = nice_step(largest)
    mark = 0.0
    while mark <= largest * 1.05:
        x = LEFT + mark * scale
        out += [f'<line x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" y2="{height - 20}" stroke="#ddd"/>',
                f'<text x="{x:.1f}" y="{height - 6}" text-anchor="middle" fill="#555">{mark:g}</text>']
        mark = round(mark + step, 9)
    y = TOP
    for label, group in groups:
        out.append(f'<text x="{LEFT - 8}" y="{y + BAR * len(group) / 2 + 4:.1f}" '
                   f'text-anchor="end">{escape(label)}</text>')
        for i, value in enumerate(group):
            if value is not None:
                length = max(0.0, value) * scale
                out += [f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="{BAR - 2}" fill="{COLOURS[i]}"/>',
                        f'<text x="{LEFT + length + 4:.1f}" y="{y + BAR - 3}" fill="#333">{value:.3g}</text>']
            y += BAR
        y += GAP
    if line is not None:
        x = LEFT + line * scale
        out.append(f'<line x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" y2="{height - 20}" '
                   'stroke="#333" stroke-dasharray="4 3"/>')
    return "\n".join([*out, "</svg>"]) + "\n"
