// Where the map looks by itself: villages, municipality, lines inside it and hubs all within the frame, as large as
// they can be, and none of them under the legend or a button. The legend takes the form and the corner that leave
// the town largest.
"use strict";
(function (K) {
  const MARGIN_PX = 8; // between what must be seen and the frame
  const GAP_PX = 3; // between a circle and what stands in a corner
  const RIM_PX = 3; // half of the municipality's line, and of a village's rim
  const STAR_PX = { usual: 17, chosen: 22 };
  const FINE = 0.05, COARSE = 0.2, DEEPEST = 2; // steps of the zoom, and how much of it is given up at most
  const CORNERS = ["bottomleft", "bottomright", "topright", "topleft"];
  // By how much the town may be smaller for a legend that says more, in steps of the zoom: 0.15 are 10 %.
  const WORTH = { open: 0.35, strip: 0.2, folded: 0 };
  const STANDS = ".leaflet-bar, .kyoten-button, .kyoten-fictional, .kyoten-list, .leaflet-control-scale, .leaflet-control-attribution, .kyoten-legend";

  // Where the free room around the town goes: evenly at first, then more and more to one side.
  const SHARES = [];
  for (const x of [0, 1, 2, 3, 4]) for (const y of [0, 1, 2, 3, 4]) SHARES.push([x / 4, y / 4]);
  SHARES.sort((a, b) => Math.hypot(a[0] - 0.5, a[1] - 0.5) - Math.hypot(b[0] - 0.5, b[1] - 0.5));

  // The maps of a pair are frames of the same page; each looks for its sisters there.
  K.sisters = function (map) {
    const { twin } = map.kyoten.settings;
    const found = [];
    if (!twin) return found;
    for (let i = 0; i < window.parent.frames.length; i += 1) {
      const other = window.parent.frames[i];
      if (other === window) continue;
      try {
        if (other.Kyoten && other.map && other.map.kyoten && other.map.kyoten.settings.twin === twin) found.push(other);
      } catch (e) { /* a frame of somebody else */ }
    }
    return found;
  };

  // A part, or its two halves where two proposals share a map.
  K.partsOf = ({ kyoten }, name) => [name, `left:${name}`, `right:${name}`].map((key) => kyoten.parts[key]).filter(Boolean);

  // What must be seen, in pixels of zoom 0: corners of the town, and round things with their size.
  function content(map) {
    const { settings } = map.kyoten;
    const near = L.latLngBounds(settings.home).pad(0.5);
    const at = (lat, lon) => map.project([lat, lon], 0);
    const corners = settings.home.map(([lat, lon]) => at(lat, lon));
    const dots = settings.outline.map(([lat, lon]) => ({ ...at(lat, lon), r: RIM_PX }));
    const data = K.villages(map);
    if (data) data.lat.forEach((lat, i) => dots.push({ ...at(lat, data.lon[i]), people: data.people[i] }));
    for (const one of [map, ...K.sisters(map).map((frame) => frame.map)]) {
      for (const hubs of K.partsOf(one, "hubs")) {
        hubs.lat.forEach((lat, i) => {
          const r = hubs.ids[i] === hubs.chosen ? STAR_PX.chosen : STAR_PX.usual;
          if (near.contains([lat, hubs.lon[i]])) dots.push({ ...at(lat, hubs.lon[i]), r });
        });
      }
      // Where a municipality is drawn, its lines lie within its corners anyway.
      if (!settings.outline.length) {
        const town = L.latLngBounds(settings.home).pad(0.15);
        for (const { path } of K.linesOf(one)) for (const place of path) if (town.contains(place)) corners.push(at(...place));
      }
    }
    return { corners, dots };
  }

  const radius = (dot, zoom) => dot.r || K.radius(dot.people, zoom) + RIM_PX;

  function extent({ corners, dots }, zoom) {
    const s = 2 ** zoom;
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    const take = (x, y, r) => {
      box[0] = Math.min(box[0], x * s - r); box[1] = Math.min(box[1], y * s - r);
      box[2] = Math.max(box[2], x * s + r); box[3] = Math.max(box[3], y * s + r);
    };
    for (const corner of corners) take(corner.x, corner.y, RIM_PX);
    for (const dot of dots) take(dot.x, dot.y, radius(dot, zoom));
    return box;
  }

  // Whether no round thing lies under anything that stands in the corners, where the town is moved by dx, dy.
  function clear({ dots }, zoom, dx, dy, boxes) {
    const s = 2 ** zoom;
    for (const dot of dots) {
      const x = dot.x * s + dx, y = dot.y * s + dy, r = radius(dot, zoom) + GAP_PX;
      for (const [x0, y0, x1, y1] of boxes) {
        const over = Math.max(x0 - x, 0, x - x1), beside = Math.max(y0 - y, 0, y - y1);
        if (over * over + beside * beside < r * r) return false;
      }
    }
    return true;
  }

  function place(all, zoom, size, boxes) {
    const [x0, y0, x1, y1] = extent(all, zoom);
    const free = [size.x - 2 * MARGIN_PX - (x1 - x0), size.y - 2 * MARGIN_PX - (y1 - y0)];
    if (free[0] < 0 || free[1] < 0) return null;
    for (const [fx, fy] of SHARES) {
      const dx = MARGIN_PX + free[0] * fx - x0, dy = MARGIN_PX + free[1] * fy - y0;
      if (clear(all, zoom, dx, dy, boxes)) return { dx, dy, zoom };
    }
    return null;
  }

  // The largest town that fits, with what stands in the corners where it is now; null where that is below a zoom.
  function largest(all, size, boxes, least) {
    let top = 18;
    const fits = (zoom) => { const [x0, y0, x1, y1] = extent(all, zoom); return x1 - x0 <= size.x - 2 * MARGIN_PX && y1 - y0 <= size.y - 2 * MARGIN_PX; };
    while (top > 4 && !fits(top)) top -= 1;
    while (fits(top + FINE) && top < 18) top += FINE;
    top = Math.floor(top / FINE + 1e-6) * FINE;
    const bottom = Math.max(top - DEEPEST, least);
    for (let zoom = top; zoom >= bottom; zoom -= COARSE) {
      if (!place(all, zoom, size, boxes)) continue;
      for (let finer = Math.min(top, zoom + COARSE - FINE); finer > zoom; finer -= FINE) {
        const found = place(all, finer, size, boxes);
        if (found) return found;
      }
      return place(all, zoom, size, boxes);
    }
    return null;
  }

  K.standing = function (map) {
    const frame = map.getContainer().getBoundingClientRect();
    const boxes = [];
    for (const element of map.getContainer().querySelectorAll(STANDS)) {
      const r = element.getBoundingClientRect();
      if (r.width && r.height) boxes.push([r.left - frame.left, r.top - frame.top, r.right - frame.left, r.bottom - frame.top]);
    }
    return boxes;
  };

  const NEVER = -Infinity;

  // What stands in the corners of any of the maps, in the pixels of the frame that they have in common.
  const standingIn = (maps, size) => maps.flatMap((one) => {
    const rim = one.getSize().subtract(size).divideBy(2);
    return K.standing(one).map(([x0, y0, x1, y1]) => [x0 - rim.x, y0 - rim.y, x1 - rim.x, y1 - rim.y]);
  });

  function best(map, maps, all, size) {
    const { legend } = map.kyoten;
    const boxes = () => standingIn(maps, size);
    if (!legend || !map.kyoten.parts.legend || legend.hidden) return largest(all, size, boxes(), NEVER);
    let chosen = null;
    for (const form of legend.forms()) {
      for (const corner of form === "strip" ? ["bottomleft"] : CORNERS) {
        legend.take(form, corner);
        const least = chosen ? chosen.worth - WORTH[form] + 1e-6 : NEVER;
        if (!legend.fits()) continue;
        const view = largest(all, size, boxes(), least);
        if (view && (!chosen || view.zoom + WORTH[form] > chosen.worth)) chosen = { form, corner, view, worth: view.zoom + WORTH[form] };
      }
    }
    const { form, corner, view } = chosen || { form: "folded", corner: "bottomleft", view: null };
    legend.take(form, corner);
    return view;
  }

  // Goes home of its own accord, as when the frame gets its size: nobody moved the map. Two maps look at the same
  // place, which fits the narrower and the lower of them.
  K.settle = function (map) {
    if (!map.kyoten.styled) return;
    const maps = [map, ...K.sisters(map).map((frame) => frame.map)].filter((one) => one.getSize().x >= 60 && one.getSize().y >= 60);
    if (!maps.includes(map)) return;
    const size = L.point(Math.min(...maps.map((one) => one.getSize().x)), Math.min(...maps.map((one) => one.getSize().y)));
    const all = content(map);
    // Where even a short legend and the buttons leave no room, the town still lies within the frame.
    const { dx, dy, zoom } = best(map, maps, all, size) || largest(all, size, [], NEVER) || { dx: 0, dy: 0, zoom: map.getZoom() };
    const centre = map.unproject(L.point(size.x / 2 - dx, size.y / 2 - dy).divideBy(2 ** zoom), 0);
    for (const one of maps) {
      one.kyoten.following = true;
      one.setView(centre, zoom, { animate: false });
      one.kyoten.following = false;
      one.kyoten.moved = false;
    }
  };

  // Whether all that must be seen lies within the frame as it is, and clear of what stands in the corners.
  function stands(map, all) {
    const zoom = map.getZoom(), size = map.getSize(), s = 2 ** zoom;
    const centre = map.project(map.getCenter(), 0);
    const dx = size.x / 2 - centre.x * s, dy = size.y / 2 - centre.y * s;
    const [x0, y0, x1, y1] = extent(all, zoom);
    const inside = x0 + dx >= 0 && y0 + dy >= 0 && x1 + dx <= size.x && y1 + dy <= size.y;
    return { inside, free: inside && clear(all, zoom, dx, dy, K.standing(map)) };
  }

  // At a change the view stays, and the legend gives way: a map that moves under the hand is worse than a short legend.
  K.keepFitting = function (map) {
    const k = map.kyoten;
    if (!k.styled) return;
    if (k.moved || !k.fitted) {
      if (!k.moved) K.settle(map);
      if (k.moved && !k.fitted && k.legend) k.legend.take(k.legend.forms().includes("open") && map.getSize().x > 480 ? "open" : "folded", "bottomleft");
      k.fitted = Boolean(K.villages(map));
      return;
    }
    const all = content(map);
    const now = stands(map, all);
    if (now.free) return;
    const legend = k.legend;
    if (now.inside && legend && k.parts.legend) {
      for (const form of legend.forms()) {
        legend.take(form, form === "strip" ? "bottomleft" : legend.corner);
        if (legend.fits() && stands(map, all).free) return;
      }
    }
    K.settle(map);
  };

  // Everything of a line, with the town.
  K.showWhole = function (map, path) {
    const all = L.latLngBounds(map.kyoten.settings.home);
    path.forEach((place) => all.extend(place));
    map.kyoten.moved = true;
    map.fitBounds(all, { padding: [28, 28], animate: false });
  };
})(window.Kyoten);
