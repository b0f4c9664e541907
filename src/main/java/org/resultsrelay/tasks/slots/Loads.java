package org.resultsrelay.tasks.slots;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How much each minute that is left of a quarter already has to carry. */
public record Loads(List<Long> minutes) {

    public Loads {
        minutes = List.copyOf(minutes);
    }

    public static Loads none(int minutes) {
        return new Loads(Collections.nCopies(minutes, 0L));
    }

    public long lowest() {
        return Collections.min(minutes);
    }

    public long room(long ceiling) {
        return minutes.stream().mapToLong(load -> Math.max(0, ceiling - load)).sum();
    }

    /** As many turns of the stretch are taken as there are ids. */
    Loads plus(Stretch stretch, long count) {
        List<Long> fuller = new ArrayList<>(minutes);
        stretch.shares(0, count)
                .forEach(share -> fuller.set(share.minute(), fuller.get(share.minute()) + share.size()));
        return new Loads(fuller);
    }

    /** What a minute has above the ceiling moves on to the next; what the last cannot carry is the next quarter's. */
    public Loads carriedOn(long ceiling) {
        List<Long> carried = new ArrayList<>();
        long over = 0;
        for (long load : minutes) {
            long all = load + over;
            carried.add(Math.min(all, ceiling));
            over = Math.max(0, all - ceiling);
        }
        return new Loads(carried);
    }
}
