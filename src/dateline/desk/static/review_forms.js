// Forms that change something: sent as JSON, and the page goes where the desk says, or tells what it refused or what it would do.
import { post } from "/static/review_sending.js";

const sent = (form, submitter) => {
  const body = {};
  for (const [name, value] of new FormData(form, submitter)) {
    if (form.querySelector(`[name="${CSS.escape(name)}"]:is([type=checkbox], [data-several])`)) (body[name] ??= []).push(value);
    else body[name] = value;
  }
  return body;
};

const submit = async (form, body) => {
  const says = form.querySelector(".form-says");
  const asks = form.querySelector(".form-asks");
  says.textContent = "";
  if (asks) asks.hidden = true;
  try {
    const done = await post(form.dataset.change, body);
    if (!done.asks) return location.assign(done.url || location.href);
    const yes = document.createElement("button");
    yes.type = "button";
    yes.className = "button";
    yes.textContent = "Write them";
    yes.addEventListener("click", () => submit(form, { ...body, confirmed: "yes" }));
    asks.replaceChildren(`${done.asks} `, yes);
    asks.hidden = false;
    yes.focus();
  } catch (error) {
    says.textContent = error.message;
  }
};

export const forms = () => {
  for (const form of document.querySelectorAll("form[data-change]")) {
    const boxes = [...form.querySelectorAll("input[type=checkbox][name=actors]")];
    const count = () => {
      const ticked = boxes.filter((box) => box.checked).length.toLocaleString("en");
      for (const told of form.querySelectorAll(".ticked")) told.textContent = ticked;
    };
    const tick = (selector, checked) =>
      form.querySelector(selector)?.addEventListener("click", () => {
        for (const box of boxes) box.checked = checked;
        count();
      });
    tick(".tick-all", true);
    tick(".tick-none", false);
    form.addEventListener("change", count);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submit(form, sent(form, event.submitter));
    });
  }
};
