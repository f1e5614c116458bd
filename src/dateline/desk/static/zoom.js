"use strict";
// A figure is moved and brought nearer with wheel, fingers, mouse or its buttons. Dots and words keep their size.
(() => {
  for (const figure of document.querySelectorAll(".zooms")) {
    const drawing = figure.querySelector("svg");
    const wide = Number(figure.dataset.wide), high = Number(figure.dataset.high);
    let view = { x: 0, y: 0, scale: 1 }, pressed = null, moved = false;

    const show = () => {
      view.scale = Math.min(Math.max(view.scale, 1), 40);
      const w = wide / view.scale, h = high / view.scale;
      view.x = Math.min(Math.max(view.x, 0), wide - w);
      view.y = Math.min(Math.max(view.y, 0), high - h);
      drawing.setAttribute("viewBox", `${view.x} ${view.y} ${w} ${h}`);
      const smaller = 1 / Math.pow(view.scale, 0.85);
      for (const dot of drawing.querySelectorAll("[data-r]")) dot.setAttribute("r", String(Number(dot.dataset.r) * smaller));
      for (const words of drawing.querySelectorAll("text[data-size]")) words.setAttribute("font-size", String(Number(words.dataset.size) * smaller));
      figure.dataset.scale = view.scale.toFixed(2);
    };
    const point = (event) => {
      const box = drawing.getBoundingClientRect();
      return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    };
    const nearer = (by, [px, py]) => {
      const before = view.scale;
      view.scale = Math.min(Math.max(view.scale * by, 1), 40);
      view.x += px * (wide / before - wide / view.scale);
      view.y += py * (high / before - high / view.scale);
      show();
    };

    drawing.addEventListener("wheel", (event) => {
      if (view.scale <= 1 && event.deltaY > 0) return;
      event.preventDefault();
      nearer(Math.exp(-event.deltaY / 400), point(event));
    }, { passive: false });
    drawing.addEventListener("pointerdown", (event) => { if (event.button === 0) { pressed = [...point(event), view.x, view.y]; moved = false; } });
    drawing.addEventListener("pointermove", (event) => {
      if (!pressed) return;
      const [px, py] = point(event);
      if (Math.hypot(px - pressed[0], py - pressed[1]) > 0.008 && !moved) { moved = true; drawing.setPointerCapture(event.pointerId); }
      if (!moved) return;
      view.x = pressed[2] - (px - pressed[0]) * (wide / view.scale);
      view.y = pressed[3] - (py - pressed[1]) * (high / view.scale);
      show();
    });
    const release = () => { pressed = null; };
    drawing.addEventListener("pointerup", release);
    drawing.addEventListener("pointercancel", release);
    drawing.addEventListener("click", (event) => { if (moved) { event.preventDefault(); moved = false; } }, true);
    for (const button of figure.querySelectorAll("[data-zoom]"))
      button.addEventListener("click", () => {
        if (button.dataset.zoom === "all") { view = { x: 0, y: 0, scale: 1 }; show(); } else nearer(button.dataset.zoom === "in" ? 1.6 : 1 / 1.6, [0.5, 0.5]);
      });
    // A dot that the keyboard reaches is brought into sight.
    drawing.addEventListener("focusin", (event) => {
      const dot = event.target.querySelector && event.target.querySelector("circle");
      if (!dot || view.scale <= 1) return;
      view.x = Number(dot.getAttribute("cx")) - wide / view.scale / 2;
      view.y = Number(dot.getAttribute("cy")) - high / view.scale / 2;
      show();
    });
  }
})();
