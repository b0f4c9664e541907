package org.resultsrelay.delivery;

import java.util.List;
import org.springframework.stereotype.Component;

/** What other modules may ask of the deliveries. */
@Component
public class Deliveries {

    private final StandingQuery standing;
    private final Freshness freshness;

    Deliveries(StandingQuery standing, Freshness freshness) {
        this.standing = standing;
        this.freshness = freshness;
    }

    /** Client companies whose pushes fail beyond a hiccup; a client leaves the list when its last such user is delivered. */
    public List<Trouble> troubles() {
        return standing.troubles();
    }

    /** Client companies whose oldest undelivered revision is older than their objective. */
    public List<Late> late() {
        return freshness.late();
    }
}
