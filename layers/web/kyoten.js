// Kyoten's map in the browser: where it starts, how it changes, and how it tells Python what was done.
// Python sends data (layers/*.py); everything is drawn here. Names and other text from data always pass K.esc or
// textContent, so that they are shown and never run.
"use strict";
window.Kyoten = window.Kyoten || {};
document.documentElement.lang = "ja"; // the component's page says English: how text is read aloud and where it breaks

(function (K) {
  // Drawing order, from the ground up. Only the panes marked true answer to the mouse.
  const PANES = {
    relief: [210, false], sea: [220, false], bands: [310, false], gain: [315, false], heat: [415, false], zones: [320, false], rivers: [330, false], spheres: [335, false],
    roads: [340, false], drawn: [342, false], isolation: [343, false], flagged: [344, false], areaNames: [441, false],
    closures: [345, false], buses: [350, false], stops: [360, false], links: [390, false], villages: [420, true], names: [440, false], facilities: [500, true],
    sites: [510, true], calls_known: [560, true], calls: [570, true], hubs: [620, true], ghosts: [640, false],
  };

  const MOVED_BY_HAND = ["hubs", "services", "drawn"];

  // A drawer per part: K.drawers.villages(map, data) returns the layer that it made, or null. Filled by other files.
  K.drawers = {};

  K.esc = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  K.people = (n) => `${Math.round(n).toLocaleString("ja-JP")}人`;

  // Storage may be switched off; the map then simply forgets.
  K.remember = (key, value) => { try { sessionStorage.setItem(`kyoten ${key}`, JSON.stringify(value)); } catch (e) { /* forgets */ } };
  K.recall = (key) => { try { return JSON.parse(sessionStorage.getItem(`kyoten ${key}`)); } catch (e) { return null; } };

  K.pathOptions = (map, name, options) => {
    const pane = K.pane(map, name);
    return { pane, renderer: map.kyoten.renderers[pane], interactive: false, ...options };
  };

  // Called once, by the base map's script, whose bytes never change while the region stays the same.
  K.start = function (map, settings) {
    const box = map.getContainer();
    box.classList.add("kyoten");
    const state = {
      settings, renderers: {}, shown: {}, layers: {}, parts: {}, side: "", mode: "look", answered: null,
      styled: false, mount: Date.now().toString(36) + Math.random().toString(36).slice(2, 8), reported: 0, events: [], tip: null, ghosts: [],
    };
    map.kyoten = state;
    K.peopleScale = settings.peopleScale || 1;
    for (const [name, [level, answers]] of Object.entries(PANES)) {
      const pane = map.createPane(name);
      pane.style.zIndex = level;
      if (!answers) pane.style.pointerEvents = "none";
      state.renderers[name] = L.canvas({ pane: name, padding: 0.25 });
    }
    state.tip = L.tooltip({ direction: "top", className: "kyoten-tip", opacity: 1 });
    K.openView(map);
    K.ground(map);
    K.controls(map);
    K.keys(map);
    map.on("click", (e) => K.mapClick(map, e.latlng));
    map.on("zoomend", () => K.zoomClass(map));
    map.on("moveend", () => { if (state.styled) { K.declutter(map); K.lineEnds(map); } });
    K.zoomClass(map);
    map.on("resize", () => K.fitFrame(map));
    new ResizeObserver(() => {
      state.following = true; // the window was changed, not the view
      map.invalidateSize({ animate: false, pan: false });
      state.following = false;
    }).observe(box);
    styled(map);
    K.keepInWindow();
  };

  // What stands in the corners has its size and place once all style sheets are there: fitting waits for the last of them.
  function styled(map) {
    const missing = new Set([...document.querySelectorAll("link[rel=stylesheet]")].filter((sheet) => !sheet.sheet));
    const all = () => { map.kyoten.styled = true; K.fitFrame(map); };
    const here = (sheet) => { if (missing.delete(sheet) && !missing.size) all(); };
    for (const sheet of missing) for (const event of ["load", "error"]) sheet.addEventListener(event, () => here(sheet));
    if (!missing.size) all();
  }

  // Marks and names give way to each other and to the frame.
  function tidy(map) {
    if (!map.kyoten.styled) return;
    K.declutter(map);
    K.placeNames(map);
    K.lineEnds(map);
  }

  // What is large and stays the same comes by address; it is known as long as the frame lives.
  const fetched = new Map();

  function missingParts(state) {
    return Object.values(state.parts).map((data) => data.stored).filter((address) => address && !fetched.has(address));
  }

  async function fetchPart(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    fetched.set(address, await answer.json());
  }

  // Called at every change with all parts. What is the same as before stays as it is, so nothing flickers.
  K.change = function (map, state) {
    const k = map.kyoten;
    window.feature_group = []; // streamlit-folium would keep every group that ever was
    const missing = missingParts(state);
    k.waitsFor = missing.length ? state : null;
    if (missing.length) {
      // A later change may come meanwhile: the latest alone is drawn.
      Promise.all(missing.map(fetchPart)).then(() => { if (k.waitsFor === state) K.change(map, state); });
      return L.featureGroup();
    }
    if (state.mode !== k.mode) K.setMode(map, state.mode);
    map.getContainer().classList.toggle("kyoten-hall", state.hall);
    const answers = state.answered !== k.answered;
    k.answered = state.answered;
    if (answers) K.acknowledge(map);
    for (const name of new Set([...Object.keys(k.shown), ...Object.keys(state.parts)])) {
      const given = state.parts[name];
      const data = given && given.stored ? { ...fetched.get(given.stored), ...given } : given;
      const bytes = given === undefined ? undefined : JSON.stringify(given);
      // What was dragged stands where it was dropped, whatever Python made of it: always drawn anew.
      if (k.shown[name] === bytes && !(answers && MOVED_BY_HAND.includes(name))) continue;
      if (k.layers[name]) map.removeLayer(k.layers[name]);
      k.shown[name] = bytes;
      k.parts[name] = data;
      const [side, drawer] = K.sideOf(name);
      k.side = side;
      k.layers[name] = data === undefined ? null : K.drawers[drawer](map, data);
      k.side = "";
    }
    K.takeTool(map, state.parts.drawn);
    K.swipe(map, state.swipe);
    K.legend(map);
    K.keepFitting(map);
    tidy(map);
    K.flyTo(map, state.flyTo);
    map.fire("kyoten:changed");
    return L.featureGroup(); // streamlit-folium wants a group to add; the parts are on the map already
  };

  K.setMode = function (map, mode) {
    const box = map.getContainer();
    box.classList.remove(`kyoten-mode-${map.kyoten.mode}`);
    box.classList.add(`kyoten-mode-${mode}`);
    map.kyoten.mode = mode;
    K.hoverRoad(map, null);
  };

  // ---- reporting to Python

  // The first map of a session is waited for: what stands beside it comes after it.
  K.tellDrawn = function (map, token) {
    if (map.kyoten.told === token) return;
    map.kyoten.told = token;
    const tell = () => { fetch(`../../kyoten/drawn/${token}`, { method: "POST", keepalive: true }).catch(() => { /* waited for no longer */ }); };
    if (map.getContainer().classList.contains("kyoten-ready")) tell();
    else map.once("kyoten:roads", tell);
  };

  // streamlit-folium holds what it reports back for 250 ms. The message is handed to Streamlit at once, and written
  // where streamlit-folium would put it, so that its own report is the same and nothing is told twice.
  // A message carries all events that Python hasn't answered yet: a quick hand loses none of its clicks.
  K.report = function (map, message, latlng) {
    const k = map.kyoten;
    k.reported += 1;
    const place = { lat: +latlng.lat.toFixed(6), lon: +latlng.lng.toFixed(6) };
    k.events.push({ ...message, ...place, n: k.reported });
    const text = encodeURIComponent(JSON.stringify({ mount: k.mount, events: k.events }));
    const frame = window.__GLOBAL_DATA__;
    if (!frame || !window.Streamlit) return; // a map in a file of its own has nobody to tell
    frame.last_object_clicked_tooltip = text;
    frame.previous_data = { last_object_clicked_tooltip: text };
    window.Streamlit.setComponentValue(frame.previous_data);
  };

  // Python has answered: what it has heard need not be told again.
  K.acknowledge = function (map) {
    const k = map.kyoten;
    const [mount, n] = (k.answered || "").split(".");
    if (mount === k.mount) k.events = k.events.filter((event) => event.n > Number(n));
    K.clearGhosts(map);
  };

  // The second click of a double click is no second wish; a quick click elsewhere is one.
  const DOUBLE_MS = 350, SAME_PX = 8;
  function isSecondOfDouble(map, what, at) {
    const before = map.kyoten.lastClick;
    const now = { time: Date.now(), what, at };
    const second = before && now.time - before.time < DOUBLE_MS && before.what === what && before.at.distanceTo(at) < SAME_PX;
    if (!second) map.kyoten.lastClick = now;
    return second;
  }

  K.mapClick = function (map, latlng) {
    const k = map.kyoten;
    if (K.isDrawing(map)) return; // the hand that draws has its own ears
    if (k.mode === "close_road") {
      const road = K.roadAt(map, latlng);
      if (!road) return;
      K.report(map, { e: "road", edges: road.edges, name: road.name }, latlng);
      return;
    }
    if (isSecondOfDouble(map, "map", map.latLngToContainerPoint(latlng))) return;
    if (k.mode === "place") K.ghost(map, latlng);
    if (k.mode === "add_stop") K.stopGhost(map, latlng);
    K.report(map, { e: "map" }, latlng);
  };

  // A thing that was clicked. Where roads are picked, what lies above them lets the click through.
  K.thingClick = function (map, kind, id, place, clicked) {
    if (K.isDrawing(map)) return;
    const { mode } = map.kyoten;
    if (mode === "close_road") { K.mapClick(map, clicked); return; }
    if (isSecondOfDouble(map, `${kind} ${id}`, map.latLngToContainerPoint(place))) return;
    if (mode === "place" && kind !== "hub") K.ghost(map, place);
    if (mode === "add_stop" && kind !== "stop") K.stopGhost(map, place);
    K.report(map, { e: kind, id }, place);
  };

  // One tooltip for everything. Layers get none of their own: streamlit-folium would report its text as ours.
  K.hover = function (map, layer, html) {
    const tip = map.kyoten.tip;
    layer.on("mouseover", () => {
      if (map.kyoten.mode === "close_road") return;
      const lift = layer.getRadius ? layer.getRadius() : 12;
      tip.options.offset = L.point(0, -lift);
      tip.setLatLng(layer.getLatLng()).setContent(html());
      map.openTooltip(tip);
    });
    layer.on("mouseout remove dragstart", () => map.closeTooltip(tip));
    return layer;
  };

  // ---- where the map looks: kept within the tab, shared between twins

  // By hand or not at all: what is remembered is the ground that was seen, which another frame shows as well as it can.
  K.openView = function (map) {
    const { settings } = map.kyoten;
    map.setMinZoom(7); // no bounds besides: Leaflet would pull a high or wide frame back to them; 全体 brings everybody home
    map.setMaxZoom(18);
    map.kyoten.view = K.recall(`view ${settings.memory}`);
    map.kyoten.moved = Boolean(map.kyoten.view);
    map.setView(L.latLngBounds(settings.home).getCenter(), 11, { animate: false });
    K.lookAgain(map);
    map.on("dragstart zoomstart", () => { if (!map.kyoten.following) map.kyoten.moved = true; });
    map.on("moveend", () => {
      if (map.kyoten.following || !map.kyoten.moved || K.isWhereItLooked(map)) return;
      const size = map.getSize();
      map.kyoten.view = { center: map.getCenter(), zoom: map.getZoom(), size: [size.x, size.y] };
      K.remember(`view ${settings.memory}`, map.kyoten.view);
      K.moveTwins(map, map.kyoten.view);
    });
    map.on("move", () => { if (!map.kyoten.following && map.kyoten.moved) K.moveTwins(map, { center: map.getCenter(), zoom: map.getZoom() }); });
  };

  // The zoom at which a frame of this size shows the ground that was seen.
  function zoomFor(map, view) {
    const size = map.getSize();
    return size.x && size.y ? view.zoom + Math.log2(Math.min(size.x / view.size[0], size.y / view.size[1])) : view.zoom;
  }

  // Leaflet tells of a move, too, when only the frame has changed.
  K.isWhereItLooked = function (map) {
    const { view } = map.kyoten;
    if (!view || Math.abs(map.getZoom() - zoomFor(map, view)) > 0.04) return false;
    return map.latLngToContainerPoint(view.center).distanceTo(map.getSize().divideBy(2)) < 3;
  };

  K.lookAgain = function (map) {
    const { moved, view } = map.kyoten;
    if (!moved || !view) { K.settle(map); return; }
    map.kyoten.following = true;
    map.setView(view.center, zoomFor(map, view), { animate: false });
    map.kyoten.following = false;
  };

  // The button 全体: from now on the map looks by itself again.
  K.goHome = function (map) {
    K.remember(`view ${map.kyoten.settings.memory}`, null);
    for (const one of [map, ...K.sisters(map).map((frame) => frame.map)]) one.kyoten.view = null;
    K.settle(map);
  };

  // The frame gets its size after the map was made, and changes it with the window. Leaflet may hear of it before us.
  K.fitFrame = function (map) {
    if (map.kyoten.moved && map.kyoten.view) K.lookAgain(map);
    else if (map.kyoten.fitted) K.settle(map);
    else K.keepFitting(map);
    tidy(map);
  };

  // The page gives the frame its height; where a longer title pushes it down, it must not hang out of the window.
  const LEAST_PX = 220;
  const MARGIN_PX = 8;
  K.keepInWindow = function () {
    const frame = window.frameElement; // null in a file of its own, or in somebody else's page
    const page = frame && frame.closest("section, body");
    if (!page) return;
    const fit = () => {
      const room = window.parent.innerHeight - frame.getBoundingClientRect().top - page.scrollTop - MARGIN_PX;
      if (room >= LEAST_PX) frame.style.setProperty("max-height", `${Math.floor(room)}px`, "important");
    };
    new ResizeObserver(fit).observe(page.querySelector("[data-testid=stMainBlockContainer]") || page);
    window.parent.addEventListener("resize", fit);
    window.addEventListener("pagehide", () => window.parent.removeEventListener("resize", fit));
    fit();
  };

  K.moveTwins = function (map, view) {
    for (const frame of K.sisters(map)) frame.Kyoten.follow(map.kyoten.settings.twin, view);
  };

  K.follow = function (twin, view) {
    const map = window.map;
    if (!map || !map.kyoten || map.kyoten.settings.twin !== twin) return;
    map.kyoten.following = true;
    map.kyoten.moved = true;
    map.kyoten.view = { ...view, size: [map.getSize().x, map.getSize().y] };
    map.setView(view.center, view.zoom, { animate: false });
    map.kyoten.following = false;
  };

  K.flyTo = function (map, place) {
    const key = `flown ${map.kyoten.settings.name} ${map.kyoten.settings.memory}`;
    if (JSON.stringify(place) === JSON.stringify(K.recall(key))) return;
    K.remember(key, place);
    if (!place) return;
    map.kyoten.moved = true;
    map.flyTo(place, Math.max(map.getZoom(), 14), { duration: 0.6 });
  };

  K.zoomClass = function (map) {
    map.getContainer().classList.toggle("kyoten-far", map.getZoom() < 13);
  };
})(window.Kyoten);
