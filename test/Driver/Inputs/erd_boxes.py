"""Reads an SVG of `retort erd` and checks its geometry; prints how many tables and lines it draws.

usage: erd_boxes.py FILE
"""

import sys
import xml.etree.ElementTree as xml

SVG = "{http://www.w3.org/2000/svg}"
root = xml.parse(sys.argv[1]).getroot()
width, height = float(root.get("width")), float(root.get("height"))
boxes = [tuple(float(box.get(name)) for name in ("x", "y", "width", "height"))
         for box in root.iter(SVG + "rect") if box.get("class") == "box"]
for x, y, w, h in boxes:
    assert 0 < x and x + w < width and 0 < y and y + h < height, "outside of the picture"
for i, (x, y, w, h) in enumerate(boxes):
    for other_x, other_y, other_w, other_h in boxes[i + 1:]:
        apart = (x + w <= other_x or other_x + other_w <= x or y + h <= other_y
                 or other_y + other_h <= y)
        assert apart, "one table covers another"
lines = sum(group.find(SVG + "title") is not None for group in root.iter(SVG + "g"))
assert 1 / 3 < width / height < 3 or len(boxes) < 20, "too long a strip"
print(f"{len(boxes)} tables, {lines} lines")
