// Lines that run off the frame: at the edge stands where they go; pressed, the map shows the whole line.
"use strict";
(function (K) {
  const PAD_PX = 4;
  const MOST = 8;
  const STEPS_PX = [0];
  for (let away = 14; away <= 140; away += 14) STEPS_PX.push(away, -away);

  // All lines of a map as { path, ends: [name, name], number, colour }: today's, and those of a scenario.
  K.linesOf = function (map) {
    const found = [];
    for (const { lines } of K.partsOf(map, "buses")) {
      for (const line of lines) line.paths.forEach((path, i) => found.push({ path, ends: (line.ends || [])[i] || ["", ""], number: line.number, colour: line.colour }));
    }
    for (const data of K.partsOf(map, "services")) {
      for (const line of data.lines) found.push({ path: line.path, ends: line.ends || ["", ""], number: line.name, colour: line.colour });
      const [first, last] = [data.stops[0], data.stops[data.stops.length - 1]];
      if (data.path.length) found.push({ path: data.path, ends: first ? [first.name, last.name] : ["", ""], number: "", colour: data.colour });
    }
    return found.filter(({ path }) => path.length > 1);
  };

  // Where a line that ends outside leaves the frame, seen from that end; null where it ends inside or never enters.
  function leaving(map, path, size) {
    const frame = L.bounds([0, 0], size);
    const end = map.latLngToContainerPoint(path[0]);
    if (frame.contains(end)) return null;
    let before = end;
    for (const place of path.slice(1)) {
      const at = map.latLngToContainerPoint(place);
      if (frame.contains(at)) {
        const cut = L.LineUtil.clipSegment(before, at, frame, false);
        return cut && { at: cut[0], towards: end };
      }
      before = at;
    }
    return null;
  }

  K.lineEnds = function (map) {
    const k = map.kyoten;
    if (!k.edges) {
      k.edges = document.createElement("div");
      k.edges.className = "kyoten-edges";
      map.getContainer().append(k.edges);
      L.DomEvent.disableClickPropagation(k.edges);
    }
    k.edges.replaceChildren();
    const size = map.getSize();
    const known = new Map();
    for (const line of K.linesOf(map)) {
      for (const [path, name] of [[line.path, line.ends[0]], [[...line.path].reverse(), line.ends[1]]]) {
        const found = name && leaving(map, path, size);
        if (!found) continue;
        const key = `${name} ${Math.round(found.at.x / 60)} ${Math.round(found.at.y / 60)}`;
        if (known.has(key)) known.get(key).numbers.add(line.number);
        else known.set(key, { ...found, name, path, colour: line.colour, numbers: new Set([line.number]) });
      }
    }
    const boxes = [...known.size ? K.standing(map) : []];
    for (const line of [...known.values()].slice(0, MOST)) boxes.push(show(map, line, size, boxes));
  };

  function show(map, { at, towards, name, path, colour, numbers }, size, boxes) {
    const sides = { "←": at.x, "→": size.x - at.x, "↑": at.y, "↓": size.y - at.y };
    const arrow = Object.keys(sides).reduce((a, b) => (sides[a] <= sides[b] ? a : b));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kyoten-edge";
    button.style.borderColor = colour;
    const number = [...numbers].filter((one) => one && one !== name).join("・");
    button.textContent = [arrow === "←" ? "←" : "", number, name, arrow === "←" ? "" : arrow].filter(Boolean).join(" ");
    button.title = `${name}まで、この線の全体を見る`;
    button.addEventListener("click", () => K.showWhole(map, path));
    map.kyoten.edges.append(button);
    const [width, height] = [button.offsetWidth, button.offsetHeight];
    const along = arrow === "←" || arrow === "→" ? [0, 1] : [1, 0];
    const into = (value, most) => Math.max(PAD_PX, Math.min(most - PAD_PX, value));
    const spots = STEPS_PX.map((step) => [
      into(at.x - width / 2 + step * along[0], size.x - width), into(at.y - height / 2 + step * along[1], size.y - height),
    ]);
    const free = ([x, y]) => boxes.every(([x0, y0, x1, y1]) => x + width <= x0 || x >= x1 || y + height <= y0 || y >= y1);
    const [x, y] = spots.find(free) || spots[0];
    button.style.left = `${x}px`;
    button.style.top = `${y}px`;
    return [x, y, x + width, y + height];
  }
})(window.Kyoten);
