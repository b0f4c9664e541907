package org.resultsrelay.delivery.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.delivery.conformance.Step.Answer;
import org.resultsrelay.delivery.conformance.Step.Held;
import org.resultsrelay.delivery.push.Push;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Judges an answer by its status, and what the receiver holds by the {@code epoch} and {@code revision} in it, if it tells. */
final class Judge {

    private static final Set<Integer> MEAN_SOMETHING_ELSE = Set.of(408, 410, 425, 429);
    private static final String ECHO =
            "The answer does not tell. Answer 200 with {\"epoch\": …, \"revision\": …}, what you hold of "
                    + "this user, to have it checked.";

    private final JsonMapper json;

    Judge(JsonMapper json) {
        this.json = json;
    }

    List<Check> of(Step step, Push push) {
        var checks = new ArrayList<Check>();
        checks.add(answer(step, push));
        if (step.held() != null) {
            checks.add(held(step, step.held(), push));
        }
        return checks;
    }

    /** The same for a message that was not sent. */
    List<Check> untried(Step step, String why) {
        var checks = new ArrayList<Check>();
        checks.add(Check.notVisible(answerName(step), why));
        if (step.held() != null) {
            checks.add(Check.notVisible(heldName(step), why));
        }
        return checks;
    }

    private static Check answer(Step step, Push push) {
        Integer status = push.outcome().status();
        boolean right = status != null && (step.answer() == Answer.CONFIRMS ? confirms(status) : refuses(status));
        String seen = status == null ? "No answer: " + push.outcome().answer() + "." : "Answered " + status + ".";
        String wanted = step.answer() == Answer.CONFIRMS ? "This needs a 2xx. " : "This needs 400, 401 or 403. ";
        return Check.of(answerName(step), right, seen, wanted + step.mend(), push);
    }

    private Check held(Step step, Held wanted, Push push) {
        Optional<Held> told =
                confirms(push.outcome().status()) ? told(push.outcome().answer()) : Optional.empty();
        return told.map(held -> Check.of(
                        heldName(step),
                        held.equals(wanted),
                        "Holds " + held + ".",
                        "It should hold " + wanted + ". " + step.mend(),
                        push))
                .orElseGet(() -> Check.notVisible(heldName(step), ECHO));
    }

    private Optional<Held> told(String answer) {
        try {
            JsonNode tree = json.readTree(answer);
            JsonNode epoch = tree.path("epoch");
            JsonNode revision = tree.path("revision");
            return epoch.isIntegralNumber() && revision.isIntegralNumber()
                    ? Optional.of(new Held(epoch.asLong(), revision.asLong()))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty(); // any other answer is welcome too
        }
    }

    private static boolean confirms(@Nullable Integer status) {
        return status != null && status / 100 == 2;
    }

    private static boolean refuses(int status) {
        return status / 100 == 4 && !MEAN_SOMETHING_ELSE.contains(status);
    }

    private static String answerName(Step step) {
        return step.name() + (step.answer() == Answer.CONFIRMS ? "_is_confirmed" : "_is_refused");
    }

    private static String heldName(Step step) {
        return step.name() + "_leaves_the_newest";
    }
}
