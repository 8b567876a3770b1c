// The buses of a day on their way, minute by minute, as the schedule has them: each a small mark of its own, so that the browser
// paints anew where a bus is and was, and not the whole map; and a clock beside the message.
"use strict";
(function (K) {
  const DAY_S_A_SECOND = 720; // twelve minutes of the day in each second
  const MINUTE_S = 60;

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const clock = (s) => `${Math.floor(s / 3600)}:${String(Math.floor((s % 3600) / MINUTE_S)).padStart(2, "0")}`;

  // The last position in an ascending list whose value is not above the one that is looked for.
  function below(list, value) {
    let low = 0, high = list.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (list[middle] <= value) low = middle; else high = middle - 1;
    }
    return low;
  }

  // The same as `BusRun.place_at`, in the map's own pixels: time to metres, metres to a point.
  function between(list, values, at) {
    const i = below(list, at);
    if (i >= list.length - 1) return values[values.length - 1];
    const step = list[i + 1] - list[i];
    return values[i] + (step ? (at - list[i]) / step : 0) * (values[i + 1] - values[i]);
  }
  K.runAt = (run, way, time) => {
    if (time < run.t[0] || time > run.t[run.t.length - 1]) return null;
    const m = between(run.t, run.m, time);
    return [between(way.m, way.x, m), between(way.m, way.y, m)];
  };

  function makeShow(map) {
    const ground = element("div", "kyoten-vehicles");
    map.getContainer().append(ground);
    const strip = element("section", "kyoten-clock");
    const play = element("button", "kyoten-play");
    const slider = element("input", "kyoten-year-slider");
    const face = element("output", "kyoten-clock-face");
    strip.setAttribute("aria-label", "時刻");
    play.type = "button";
    slider.type = "range";
    slider.step = String(MINUTE_S);
    slider.setAttribute("aria-label", "地図の時刻");
    strip.append(face, play, slider);
    const show = { ground, strip, data: null, time: 0, playing: false, frames: 0 };
    const beneath = K.stilled(map);

    function project() {
      for (const way of show.data.ways) {
        const points = way.corners.map((place) => map.latLngToContainerPoint(place));
        way.x = points.map((p) => p.x);
        way.y = points.map((p) => p.y);
      }
    }

    // A mark for each bus, which waits off the map until its time.
    function lay() {
      ground.replaceChildren(...show.data.runs.map((run) => {
        const { fill, rim } = show.data.looks[run.k];
        run.mark = element("i", "kyoten-vehicle");
        run.mark.style.background = fill;
        run.mark.style.borderColor = rim;
        run.mark.hidden = true;
        return run.mark;
      }));
    }

    function draw() {
      const { data, time } = show;
      for (const run of data.runs) {
        const at = K.runAt(run, data.ways[run.w], time);
        if (run.mark.hidden !== !at) run.mark.hidden = !at;
        if (at) run.mark.style.transform = `translate(${at[0].toFixed(1)}px, ${at[1].toFixed(1)}px)`;
      }
      show.frames += 1;
      const seen = clock(time);
      if (face.textContent !== seen) {
        face.textContent = seen;
        slider.value = String(Math.floor(time / MINUTE_S) * MINUTE_S);
        slider.setAttribute("aria-valuetext", seen);
      }
    }

    function step(now) {
      if (!show.playing || !show.data) return;
      show.time = Math.min(show.time + ((now - show.last) / 1000) * DAY_S_A_SECOND, show.data.to);
      show.last = now;
      draw();
      if (show.time >= show.data.to) { show.play(false); return; }
      show.next = requestAnimationFrame(step);
    }

    show.play = (on) => {
      if (on && show.time >= show.data.to) show.time = show.data.from;
      cancelAnimationFrame(show.next);
      show.playing = on;
      play.textContent = on ? "■ 止める" : "▶ 走らせる";
      show.last = performance.now();
      beneath.release();
      if (on) beneath.hold();
      if (on) show.next = requestAnimationFrame(step); else draw();
    };
    play.addEventListener("click", () => show.play(!show.playing));
    slider.addEventListener("input", () => { show.play(false); show.time = Number(slider.value); draw(); });
    map.on("move zoom viewreset resize", () => { if (show.data) { project(); draw(); } });

    show.take = (data) => {
      show.data = data;
      slider.min = String(data.from);
      slider.max = String(data.to);
      show.time = data.at === null ? data.from : data.at;
      (map.kyoten.band ? map.kyoten.band : document.body).prepend(strip);
      document.documentElement.classList.add("kyoten-with-clock");
      lay();
      project();
      show.play(data.at === null && !window.matchMedia("(prefers-reduced-motion: reduce)").matches);
    };
    show.end = () => {
      cancelAnimationFrame(show.next);
      beneath.release();
      show.playing = false;
      show.data = null;
      ground.replaceChildren();
      strip.remove();
      document.documentElement.classList.remove("kyoten-with-clock");
    };
    return show;
  }

  K.drawers.vehicles = function (map, data) {
    const k = map.kyoten;
    k.vehicles = k.vehicles || makeShow(map);
    k.vehicles.take(data);
    const gone = L.layerGroup();
    gone.on("remove", () => k.vehicles.end());
    return gone.addTo(map);
  };
})(window.Kyoten);
