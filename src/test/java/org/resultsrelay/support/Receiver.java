package org.resultsrelay.support;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** How a client company might have programmed its endpoint: right, or wrong in the ways that are named. */
public final class Receiver implements Consumer<HttpExchange> {

    /** What can be wrong. */
    public enum Flaw {
        DOES_NOT_TELL,
        CHECKS_NO_SIGNATURE,
        CHECKS_NO_TIMESTAMP,
        LOOKS_AT_ONE_SIGNATURE,
        REFUSES_STALE,
        APPLIES_WHAT_COMES_LAST,
        IGNORES_THE_EPOCH,
        REFUSES_UNKNOWN_TYPES,
        APPLIES_BEFORE_IT_VERIFIES
    }

    private final ClientCompany company;
    private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
    private final Map<String, Push> held = new HashMap<>();

    public Receiver(ClientCompany company, Set<Flaw> flaws) {
        this.company = company;
        this.flaws.addAll(flaws);
    }

    private boolean is(Flaw flaw) {
        return flaws.contains(flaw);
    }

    @Override
    public synchronized void accept(HttpExchange exchange) {
        Push push = company.received().getLast(); // the relay sends one message after the other
        boolean summary = push.json().path("type").asString().equals("user.summary.updated");
        Push before = held.get(push.userId());
        boolean newer = before == null || newer(push, before);
        if (summary && is(Flaw.APPLIES_BEFORE_IT_VERIFIES) && newer) {
            held.put(push.userId(), push);
        }
        if (!verified(push)) {
            answer(exchange, 401, "");
        } else if (!summary) {
            answer(exchange, is(Flaw.REFUSES_UNKNOWN_TYPES) ? 400 : 204, "");
        } else if (!newer && is(Flaw.REFUSES_STALE)) {
            answer(exchange, 409, "");
        } else {
            Push now = before == null || newer ? push : before;
            held.put(push.userId(), now);
            answer(exchange, 200, "{\"epoch\":%s,\"revision\":%s}".formatted(now.epoch(), now.revision()));
        }
    }

    private boolean newer(Push push, Push before) {
        return is(Flaw.APPLIES_WHAT_COMES_LAST)
                || (is(Flaw.IGNORES_THE_EPOCH)
                        ? push.revision() > before.revision()
                        : Push.ORDER.compare(push, before) > 0);
    }

    private boolean verified(Push push) {
        long age = Instant.now().getEpochSecond() - Long.parseLong(push.header("webhook-timestamp"));
        boolean recent = is(Flaw.CHECKS_NO_TIMESTAMP) || Math.abs(age) <= 300;
        boolean first = !is(Flaw.LOOKS_AT_ONE_SIGNATURE)
                || !push.header("webhook-signature").contains(" ");
        return is(Flaw.CHECKS_NO_SIGNATURE) || (recent && first && push.isSignedWith(company.secret()));
    }

    private void answer(HttpExchange exchange, int status, String json) {
        try {
            byte[] body = is(Flaw.DOES_NOT_TELL) ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
