package org.resultsrelay.support;

import com.sun.net.httpserver.HttpExchange;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
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
        APPLIES_BEFORE_IT_VERIFIES,
        APPLIES_THE_FIRST_OF_A_BATCH,
        APPLIES_THE_LAST_OF_A_BATCH
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
        List<Push> request = looksAt(company.requests().getLast()); // the relay sends one message after the other
        Push last = request.getLast();
        boolean stale = request.stream()
                .anyMatch(push -> held.containsKey(push.userId()) && !newer(push, held.get(push.userId())));
        if (last.isSummary() && is(Flaw.APPLIES_BEFORE_IT_VERIFIES)) {
            request.forEach(this::apply);
        }
        if (!verified(last)) {
            answer(exchange, 401, "");
        } else if (!last.isSummary()) {
            answer(exchange, is(Flaw.REFUSES_UNKNOWN_TYPES) ? 400 : 204, "");
        } else if (stale && is(Flaw.REFUSES_STALE)) {
            answer(exchange, 409, "");
        } else {
            Push now = request.stream().map(this::apply).toList().getLast();
            answer(exchange, 200, "{\"epoch\":%s,\"revision\":%s}".formatted(now.epoch(), now.revision()));
        }
    }

    private List<Push> looksAt(List<Push> request) {
        if (is(Flaw.APPLIES_THE_FIRST_OF_A_BATCH)) {
            return List.of(request.getFirst());
        }
        return is(Flaw.APPLIES_THE_LAST_OF_A_BATCH) ? List.of(request.getLast()) : request;
    }

    /** What is held of the user afterwards. */
    private Push apply(Push push) {
        return held.merge(push.userId(), push, (before, now) -> newer(now, before) ? now : before);
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
        ClientCompany.answer(exchange, status, is(Flaw.DOES_NOT_TELL) ? "" : json);
    }
}
