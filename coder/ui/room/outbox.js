// What was decided and is not yet on disk. It lives outside the reader, survives a reload (the
// numbers are in sessionStorage, what is pending in localStorage), and sends one batch at a time;
// the server takes each number once, so sending again is always safe.

class Outbox {
  constructor(settings) {
    Object.assign(this, settings); // api, ticket, language, scope
    this.listeners = new Set();
    this.client = this.session("client") || this.begin();
    this.seq = Number(this.session("seq") || 0);
    this.pending = JSON.parse(localStorage.getItem(this.key(this.client)) || "[]");
    this.refused = "";
    this.state = "saved";
    this.wait = 0;
    window.addEventListener("beforeunload", (event) => {
      if (!this.pending.length) return;
      this.send(true);
      event.preventDefault();
    });
    window.addEventListener("online", () => this.send());
    this.adopt();
    this.send();
  }

  begin() {
    const client = crypto.randomUUID();
    sessionStorage.setItem(`coder:${this.scope}:client`, client);
    sessionStorage.setItem(`coder:${this.scope}:seq`, "0");
    return client;
  }

  session(name) {
    return sessionStorage.getItem(`coder:${this.scope}:${name}`);
  }

  key(client) {
    return `coder:${this.scope}:pending:${client}`;
  }

  keep() {
    if (this.pending.length) localStorage.setItem(this.key(this.client), JSON.stringify(this.pending));
    else localStorage.removeItem(this.key(this.client));
  }

  // What a tab that is gone had not sent yet.
  async adopt() {
    const prefix = this.key("");
    const others = Object.keys(localStorage).filter(
      (name) => name.startsWith(prefix) && name !== this.key(this.client));
    for (const name of others) {
      const actions = JSON.parse(localStorage.getItem(name) || "[]");
      try {
        if (actions.length) await this.post(name.slice(prefix.length), actions, false);
        localStorage.removeItem(name);
      } catch (error) {
        continue; // another visit will try again
      }
    }
  }

  push(action) {
    this.seq += 1;
    const numbered = { seq: this.seq, ...action };
    sessionStorage.setItem(`coder:${this.scope}:seq`, String(this.seq));
    this.pending.push(numbered);
    this.keep();
    this.tell();
    this.send();
    return this.seq;
  }

  async send(leaving = false) {
    if ((this.busy && !leaving) || !this.pending.length) return;
    this.busy = true;
    clearTimeout(this.timer);
    try {
      const answer = await this.post(this.client, this.pending.slice(0, 100), leaving);
      const why = Object.values(answer.refused || {});
      if (why.length) this.refused = why[why.length - 1];
      this.pending = this.pending.filter((action) => action.seq > answer.acked);
      this.keep();
      this.wait = 0;
      this.state = "saved";
      if (why.length) this.onrefused();
    } catch (error) {
      this.state = error.message === "401" ? "expired" : "offline";
      this.wait = Math.min(5000, (this.wait || 150) * 2);
    }
    this.busy = false;
    this.tell();
    if (this.pending.length) this.timer = setTimeout(() => this.send(), this.wait);
  }

  async post(client, actions, leaving) {
    const answer = await fetch(`${this.api}act?language=${this.language}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Coder-Ticket": this.ticket },
      body: JSON.stringify({ client, actions }),
      keepalive: leaving,
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  onrefused() {}

  tell() {
    for (const listener of this.listeners) listener();
  }
}
