package org.resultsrelay.sources;

import java.util.Optional;
import org.resultsrelay.quarantine.QuarantinedInput;
import org.resultsrelay.quarantine.Replay;
import org.resultsrelay.quarantine.Replayer;
import org.resultsrelay.sources.SourceIntake.Taken;
import org.springframework.stereotype.Component;

/** Maps a quarantined request again, by the source's newest mapping. What was stored already counts once. */
@Component
class SourceReplayer implements Replayer {

    static final String SOURCE = "source";

    private final SourceRegistry registry;
    private final SourceIntake intake;

    SourceReplayer(SourceRegistry registry, SourceIntake intake) {
        this.registry = registry;
        this.intake = intake;
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public Replay replay(QuarantinedInput kept) {
        String name = kept.source().substring(kept.source().indexOf('/') + 1);
        Long client = kept.clientId();
        Optional<Source> source = client == null ? Optional.empty() : registry.compiled(client, name);
        if (source.isEmpty()) {
            return new Replay.StillRefused("The client has no source \"" + name + "\" any more.");
        }
        Taken taken = intake.takeAgain(source.get(), SourceIntake.request(kept));
        if (!taken.unusable().isEmpty()) {
            return new Replay.StillRefused(SourceIntake.reason(taken.unusable()));
        }
        return new Replay.Done(outcome(taken));
    }

    private static String outcome(Taken taken) {
        if (taken.events().size() == 1 && taken.ignored().isEmpty()) {
            return taken.events().getFirst().status() + ": "
                    + taken.events().getFirst().eventId();
        }
        long stored = taken.events().stream()
                .filter(event -> event.status().equals("accepted"))
                .count();
        return "%s accepted, %s known, %s ignored"
                .formatted(
                        stored, taken.events().size() - stored, taken.ignored().size());
    }
}
