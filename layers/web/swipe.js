// Two proposals on one map, one on each side of a handle: each side's parts lie in panes of their own, and the panes
// are clipped. (Leaflet's own way of swiping knows tiles only.)
"use strict";
(function (K) {
  const SIDES = ["left", "right"];
  const STEP = 0.02; // of the width, at each press of an arrow key
  const LEAST = 0.02;

  // The pane that a drawer draws into: the usual one, or its twin on the side whose part is being drawn.
  K.pane = function (map, name) {
    const { side, renderers } = map.kyoten;
    if (!side) return name;
    const own = `${side}-${name}`;
    if (map.getPane(own)) return own;
    const usual = map.getPane(name);
    const pane = map.createPane(own);
    pane.style.zIndex = usual.style.zIndex;
    pane.style.pointerEvents = usual.style.pointerEvents;
    renderers[own] = L.canvas({ pane: own, padding: 0.25 });
    return own;
  };

  // A part's name may tell the side that it lies on: "left:villages".
  K.sideOf = (part) => { const cut = part.indexOf(":"); return cut < 0 ? ["", part] : [part.slice(0, cut), part.slice(cut + 1)]; };

  // Villages are the same on both sides: either side's tell where their names go.
  K.villages = ({ kyoten }) => kyoten.parts.villages || kyoten.parts["left:villages"];

  K.swipe = function (map, names) {
    const k = map.kyoten;
    if (!names) {
      if (k.swipe) k.swipe.line.remove();
      k.swipe = null;
      return;
    }
    if (!k.swipe) {
      k.swipe = handle(map);
      map.on("move zoom viewreset resize", () => clip(map));
    }
    names.forEach((name, i) => { k.swipe.names[i].textContent = `${"左右"[i]}：${name}`; });
    clip(map);
  };

  function handle(map) {
    const line = document.createElement("div");
    line.className = "kyoten-swipe";
    const knob = document.createElement("button");
    knob.type = "button";
    knob.textContent = "◀▶";
    knob.title = "左右に引くと、境目が動きます";
    knob.setAttribute("role", "slider");
    knob.setAttribute("aria-label", "左右の案の境目");
    knob.setAttribute("aria-valuemin", "0");
    knob.setAttribute("aria-valuemax", "100");
    const names = SIDES.map((side) => {
      const name = document.createElement("span");
      name.className = `kyoten-swipe-${side}`;
      line.append(name);
      return name;
    });
    line.append(knob);
    map.getContainer().append(line);
    L.DomEvent.disableClickPropagation(line);
    const swipe = { line, knob, names, share: K.recall("swipe") || 0.5 };
    const to = (share) => {
      swipe.share = Math.min(1 - LEAST, Math.max(LEAST, share));
      K.remember("swipe", swipe.share);
      clip(map);
    };
    knob.addEventListener("pointerdown", (e) => { knob.setPointerCapture(e.pointerId); map.dragging.disable(); });
    knob.addEventListener("pointermove", (e) => {
      if (!knob.hasPointerCapture(e.pointerId)) return;
      const box = map.getContainer().getBoundingClientRect();
      to((e.clientX - box.left) / box.width);
    });
    for (const end of ["pointerup", "pointercancel"]) knob.addEventListener(end, () => map.dragging.enable());
    knob.addEventListener("keydown", (e) => {
      if (e.key !== "ArrowLeft" && e.key !== "ArrowRight") return;
      e.preventDefault();
      e.stopPropagation(); // the map would move along
      to(swipe.share + (e.key === "ArrowLeft" ? -STEP : STEP));
    });
    return swipe;
  }

  // Panes move with the map, the handle stays: the cut is told to each pane in its own pixels. What is cut off neither
  // shows nor answers to the mouse.
  function clip(map) {
    const { swipe, renderers } = map.kyoten;
    if (!swipe) return;
    const size = map.getSize();
    const cut = Math.round(size.x * swipe.share);
    swipe.line.style.left = `${cut}px`;
    swipe.knob.setAttribute("aria-valuenow", String(Math.round(100 * swipe.share)));
    const from = map.containerPointToLayerPoint([0, 0]);
    const bounds = { left: [0, cut], right: [cut, size.x] };
    for (const own of Object.keys(renderers)) {
      const side = SIDES.find((name) => own.startsWith(`${name}-`));
      if (!side) continue;
      const [x0, x1] = bounds[side].map((x) => x + from.x);
      const [y0, y1] = [from.y, from.y + size.y];
      map.getPane(own).style.clipPath = `polygon(${x0}px ${y0}px, ${x1}px ${y0}px, ${x1}px ${y1}px, ${x0}px ${y1}px)`;
    }
  }
})(window.Kyoten);
