package org.resultsrelay.intake;

import java.time.Clock;
import java.util.List;
import org.resultsrelay.intake.reading.Unreadable;
import org.resultsrelay.intake.reading.WebhookReader;
import org.resultsrelay.quarantine.QuarantinedInput;
import org.resultsrelay.quarantine.Replay;
import org.resultsrelay.quarantine.Replayer;
import org.springframework.stereotype.Component;

/** Replays a quarantined webhook through the same code as one that is posted now. */
@Component
class WebhookReplayer implements Replayer {

    private final Intake intake;
    private final Clock clock;

    WebhookReplayer(Intake intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public String source() {
        return Intake.SOURCE;
    }

    @Override
    public Replay replay(QuarantinedInput kept) {
        Long clientId = kept.clientId();
        if (clientId == null) {
            return new Replay.StillRefused("It belongs to no client company.");
        }
        try {
            return replay(intake.takeAgain(clientId, WebhookReader.read(kept.content(), clock.instant())));
        } catch (Unreadable e) {
            return new Replay.StillRefused(e.message());
        }
    }

    private static Replay replay(List<Outcome> outcomes) {
        List<Outcome> refused = outcomes.stream().filter(Outcome::isRefusal).toList();
        if (refused.size() == outcomes.size()) {
            return new Replay.StillRefused(refused.getFirst().reason());
        }
        if (outcomes.size() == 1) {
            Outcome only = outcomes.getFirst();
            return new Replay.Done(only.kind().status + ": " + only.eventId());
        }
        return new Replay.Done("%s of %s events were taken".formatted(outcomes.size() - refused.size(), outcomes.size())
                + (refused.isEmpty() ? "" : "; the others are in quarantine on their own"));
    }
}
