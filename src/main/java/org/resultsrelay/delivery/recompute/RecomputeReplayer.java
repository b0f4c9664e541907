package org.resultsrelay.delivery.recompute;

import java.util.List;
import org.resultsrelay.quarantine.QuarantinedInput;
import org.resultsrelay.quarantine.Replay;
import org.resultsrelay.quarantine.Replayer;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at the user that a record of the topic names, once it can be read. The record itself need not be published
 * again.
 */
@Component
class RecomputeReplayer implements Replayer {

    private final RecomputeHandler handler;
    private final JsonMapper json;

    RecomputeReplayer(RecomputeHandler handler, JsonMapper json) {
        this.handler = handler;
        this.json = json;
    }

    @Override
    public String source() {
        return RecomputeListener.SOURCE;
    }

    @Override
    public Replay replay(QuarantinedInput kept) {
        try {
            Recompute message = json.readValue(kept.content(), Recompute.class);
            if (message.userId() == null) {
                handler.lookInDatabase(message.clientId());
                return new Replay.Done("the client's users are looked at");
            }
            handler.look(message.clientId(), List.of(message.userId()));
            return new Replay.Done("the user is looked at");
        } catch (JacksonException e) {
            return new Replay.StillRefused("It is no recompute message: " + e.getOriginalMessage());
        }
    }
}
