// The wall of a hall: one message over the map, scenes stepped by keys or a presenter's remote, the light on one place, a dark room,
// and how the picture looks to other eyes. What has no meaning for the hall stays hidden until the mouse moves.
"use strict";
(function (K) {
  const ON = ["ArrowRight", "PageDown", " ", "Enter"], BACK = ["ArrowLeft", "PageUp"];
  const AWAKE_MS = 2500;
  const LEAST_PX = 22;
  const SPOT_PX = [95, 150];

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // ---- keys: the same ones whether the map has the focus or the page around it

  const isWritten = (target) => target.closest && target.closest("input, textarea, select, [contenteditable=true], [role=combobox]");
  const isPressed = (event) => (event.key === " " || event.key === "Enter") && event.target.closest && event.target.closest("button, summary, a[href]");

  const isMoved = (event) => event.key.startsWith("Arrow") && event.target.closest && event.target.closest("[role=slider]");

  function listen(map) {
    const hear = (event) => {
      const { wall } = map.kyoten.parts;
      if (wall && event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key) && !isWritten(event.target)) {
        moveScene(map, wall, event.key === "ArrowUp" ? -1 : 1);
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      if (!wall || !wall.keys || event.ctrlKey || event.metaKey || event.altKey || isWritten(event.target) || isPressed(event) || isMoved(event)) return;
      const by = ON.includes(event.key) ? 1 : BACK.includes(event.key) ? -1 : 0;
      if (by) K.report(map, { e: "stepped", by }, map.getCenter());
      else if (event.key === "." || event.key === "b") document.documentElement.classList.toggle("kyoten-black");
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const page = window.parent.document;
    const wake = () => {
      page.documentElement.classList.add("ky-awake");
      document.documentElement.classList.add("kyoten-awake");
      clearTimeout(map.kyoten.asleep);
      map.kyoten.asleep = setTimeout(() => {
        page.documentElement.classList.remove("ky-awake");
        document.documentElement.classList.remove("kyoten-awake");
      }, AWAKE_MS);
    };
    const both = page === document ? [document] : [document, page];
    for (const one of both) {
      one.addEventListener("keydown", hear, true);
      one.addEventListener("mousemove", wake);
    }
    const pulls = pullScenes(map);
    for (const [name, heard] of Object.entries(pulls)) page.addEventListener(name, heard, true);
    window.addEventListener("pagehide", () => {
      page.removeEventListener("keydown", hear, true);
      page.removeEventListener("mousemove", wake);
      for (const [name, heard] of Object.entries(pulls)) page.removeEventListener(name, heard, true);
      page.documentElement.classList.remove("ky-awake");
    });
  }

  // Alt and an arrow move a scene: the one in hand where the running order is open, else the one that is shown.
  function moveScene(map, wall, by) {
    const row = window.parent.document.querySelector(".ky-wall-scenes .ky-wall-now");
    const place = row ? [...row.parentElement.children].indexOf(row) : wall.place;
    if (place === null || place + by < 0) return;
    K.report(map, { e: "scene_pulled", id: row ? row.dataset.scene : wall.shown, position: place + by }, map.getCenter());
  }

  // ---- the running order stands on the page around the map: a scene is pulled to another place of it, by mouse, pen or finger

  function pullScenes(map) {
    const PULLED = "ky-pulled";
    let held = null; // the row in the hand, and where it stood
    const placeOf = (row) => [...row.parentElement.children].indexOf(row);
    const letGo = () => {
      held.row.classList.remove(PULLED);
      held = null;
    };
    return {
      pointerdown(event) {
        const row = event.button === 0 && event.target.closest && event.target.closest(".ky-wall-scenes li");
        if (!row || !window.frameElement) return; // a map that was taken off the page has nobody to tell
        held = { row, pointer: event.pointerId, from: placeOf(row), next: row.nextElementSibling };
        row.classList.add(PULLED);
        event.preventDefault();
        event.stopImmediatePropagation(); // beside a twin one of the two maps tells
      },
      pointermove(event) {
        if (!held || event.pointerId !== held.pointer) return;
        const over = held.row.ownerDocument.elementFromPoint(event.clientX, event.clientY);
        const row = over && over.closest(".ky-wall-scenes li");
        if (!row || row === held.row || row.parentElement !== held.row.parentElement) return;
        const { top, height } = row.getBoundingClientRect();
        // It takes the other's place once the hand is past that one's middle: rows of different height never swap to and fro.
        if (placeOf(row) > placeOf(held.row)) { if (event.clientY > top + height / 2) row.after(held.row); }
        else if (event.clientY < top + height / 2) row.before(held.row);
      },
      pointerup(event) {
        if (!held || event.pointerId !== held.pointer) return;
        K.report(map, { e: "scene_pulled", id: held.row.dataset.scene, position: placeOf(held.row) }, map.getCenter());
        letGo();
      },
      pointercancel(event) {
        if (!held || event.pointerId !== held.pointer) return;
        held.row.parentElement.insertBefore(held.row, held.next);
        letGo();
      },
    };
  }

  // ---- other windows of this browser that show the same wall: who has stepped tells it, the others draw what it shows now

  function tell(map, data) {
    const k = map.kyoten;
    if (!data.of) return;
    const name = `kyoten wall ${data.of}`;
    if (!k.channel || k.channel.name !== name) {
      if (k.channel) k.channel.close();
      k.channel = new BroadcastChannel(name);
      k.channel.onmessage = ({ data: version }) => {
        const { wall } = map.kyoten.parts;
        if (wall && version > wall.version) K.report(map, { e: "stepped", by: 0 }, map.getCenter());
      };
    }
    if (k.told !== data.version) k.channel.postMessage(data.version);
    k.told = data.version;
  }

  // The presenter's clock stands on the page around the map.
  const SECOND_MS = 1000, MINUTE_S = 60;
  function runClock() {
    for (const face of window.parent.document.querySelectorAll(".ky-wall-clock")) {
      const gone = face.title ? Math.max(0, Math.floor(Date.now() / SECOND_MS - Number(face.title))) : 0;
      face.textContent = `${Math.floor(gone / MINUTE_S)}:${String(gone % MINUTE_S).padStart(2, "0")}`;
    }
  }

  // ---- the message

  function makeBand(map) {
    const band = element("section", "kyoten-message");
    band.setAttribute("aria-live", "polite");
    band.words = element("div", "kyoten-message-words");
    band.figures = element("div", "kyoten-message-figures");
    band.append(band.words, band.figures);
    document.body.prepend(band);
    document.documentElement.classList.add("kyoten-with-message");
    map.invalidateSize({ animate: false, pan: false });
    window.addEventListener("resize", () => shrink(map, band));
    return band;
  }

  // As large as there is room for, and never smaller than what is read from the back: where even that is cut off, the map gives way.
  function shrink(map, band) {
    const { words } = band, room = document.documentElement.style, before = band.offsetHeight;
    room.removeProperty("--band");
    band.style.setProperty("--sentence", "");
    let px = parseFloat(getComputedStyle(words.querySelector(".kyoten-sentence")).fontSize);
    while (words.scrollHeight > words.clientHeight + 1 && px > LEAST_PX) {
      px -= 2;
      band.style.setProperty("--sentence", `${Math.max(px, LEAST_PX)}px`);
    }
    const over = words.scrollHeight - words.clientHeight;
    if (over > 1) room.setProperty("--band", `${band.offsetHeight + over}px`);
    if (band.offsetHeight !== before) map.invalidateSize({ animate: false, pan: false });
  }

  function say(map, band, data) {
    const title = element("p", "kyoten-message-title", data.title);
    if (data.position) title.prepend(element("span", "kyoten-position", data.position));
    band.words.replaceChildren(title, element("p", "kyoten-sentence", data.text), ...data.lines.map((line) => element("p", "kyoten-line", line)));
    band.figures.replaceChildren(...data.figures.map(({ name, digits, unit }) => {
      const figure = element("div", "kyoten-figure");
      const number = element("p", "kyoten-number");
      number.append(element("b", "", digits), element("span", "", unit));
      figure.append(element("p", "kyoten-figure-name", name), number);
      return figure;
    }));
    shrink(map, band);
  }

  // ---- what a meeting gives stands over the map: the way in as a picture, or answers with their bars

  function post(map, data) {
    const k = map.kyoten;
    if (k.board) k.board.remove();
    k.board = null;
    if (!data.board) return;
    k.board = element("section", "kyoten-board");
    if (data.board.picture) {
      const picture = element("img", "kyoten-board-picture");
      picture.src = data.board.picture;
      picture.alt = "QR";
      k.board.append(picture);
    }
    for (const { name, told, share } of data.board.rows) {
      const bar = element("i", "kyoten-board-bar");
      bar.style.setProperty("--share", share);
      k.board.append(element("span", "kyoten-board-name", name), bar, element("b", "kyoten-board-told", told));
    }
    document.body.append(k.board);
  }

  // ---- the light on one place

  function shine(map) {
    const k = map.kyoten;
    const place = k.parts.wall && k.parts.wall.spot;
    if (!place) { if (k.spot) k.spot.remove(); k.spot = null; return; }
    if (!k.spot) {
      k.spot = element("div", "kyoten-spot");
      map.getContainer().append(k.spot);
    }
    const { x, y } = map.latLngToContainerPoint(place);
    k.spot.style.background = `radial-gradient(circle at ${x}px ${y}px, transparent ${SPOT_PX[0]}px, var(--shade) ${SPOT_PX[1]}px)`;
  }

  // ---- how it looks to other eyes, and in a dark room

  function look(data) {
    const page = document.documentElement;
    for (const [name, value] of Object.entries(data.theme)) page.style.setProperty(`--hall-${name}`, value);
    page.classList.toggle("kyoten-dark", data.dark);
    const old = document.getElementById("kyoten-look");
    if (old) old.remove();
    if (data.matrix) {
      const rows = data.matrix.map((row) => `${row.join(" ")} 0 0`).join(" ");
      const holder = element("div", "kyoten-skip-look");
      holder.id = "kyoten-look";
      holder.innerHTML = `<svg width="0" height="0" aria-hidden="true"><filter id="kyoten-eyes" color-interpolation-filters="linearRGB"><feColorMatrix type="matrix" values="${rows} 0 0 0 1 0"/></filter></svg>`;
      document.body.append(holder);
    }
    document.body.style.filter = data.matrix ? "url(#kyoten-eyes)" : "";
  }

  // A scene looks where it was remembered; between scenes that look at the same ground, what a hand has moved stays.
  function turn(map, data) {
    const k = map.kyoten;
    const asked = JSON.stringify(data.ground);
    if (data.shown === k.wallScene && asked === k.wallView) return;
    const changed = k.wallView !== undefined && asked !== k.wallView;
    k.wallScene = data.shown;
    k.wallView = asked;
    if (data.ground) {
      k.following = true;
      k.moved = true;
      map.setView(data.ground.slice(0, 2), data.ground[2], { animate: false });
      const size = map.getSize();
      k.view = { center: map.getCenter(), zoom: map.getZoom(), size: [size.x, size.y] };
      k.following = false;
    } else if (changed) K.goHome(map);
  }

  K.drawers.wall = function (map, data) {
    const k = map.kyoten;
    const isNew = !k.band;
    if (isNew) {
      k.band = makeBand(map);
      listen(map);
      setInterval(runClock, SECOND_MS);
      map.on("move zoom viewreset resize", () => shine(map));
      new ResizeObserver(() => shrink(map, k.band)).observe(k.band);
    }
    look(data);
    say(map, k.band, data);
    post(map, data);
    turn(map, data);
    shine(map);
    tell(map, data);
    return null;
  };

  // The button of the planning pages: this view becomes a scene.
  K.drawers.remember = function (map, data) {
    const button = element("button", "kyoten-button kyoten-remember");
    button.append(element("span", "kyoten-wide", data.label), data.short);
    button.type = "button";
    button.title = data.help;
    button.addEventListener("click", () => K.report(map, { e: "remembered", zoom: Number(map.getZoom().toFixed(2)) }, map.getCenter()));
    L.DomEvent.disableClickPropagation(button);
    return new (L.Control.extend({ onAdd: () => button }))({ position: "topleft" }).addTo(map);
  };
})(window.Kyoten);
