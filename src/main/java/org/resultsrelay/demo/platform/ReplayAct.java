package org.resultsrelay.demo.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.demo.stage.Progress;
import org.resultsrelay.demo.stage.ProgressBar;

/**
 * Replays a file as fast as the relay takes it. Every lane is one connection that reads the whole file and posts, in the
 * file's order, the rows of its own share of the users.
 */
public final class ReplayAct implements Act {

    private static final int LANES = 4;
    private static final int BATCH = 250;

    private final ResultsFile file;
    private final long rows;
    private final Tally tally;
    private final Progress progress;

    public ReplayAct(ResultsFile file, Tally tally, Progress progress) {
        this.file = file;
        this.rows = file.count();
        this.tally = tally;
        this.progress = progress;
    }

    @Override
    public String announcement() {
        return String.format(
                Locale.ROOT,
                "A learning platform replays %,d results from %s, %s in a request, on %s connections.",
                rows,
                file,
                BATCH,
                LANES);
    }

    @Override
    public void perform(Intake intake) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> lanes = IntStream.range(0, LANES)
                    .<Future<?>>mapToObj(lane -> threads.submit(() -> post(lane, intake)))
                    .toList();
            progress.watch(() -> lanes.stream().allMatch(Future::isDone), this::text);
            for (Future<?> lane : lanes) {
                lane.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("The replay broke off: " + e.getMessage(), e);
        }
    }

    private String text(Duration elapsed) {
        return String.format(
                Locale.ROOT,
                "%s  %,d summaries",
                new ProgressBar(tally.sent(), rows, elapsed).text(),
                tally.summaries.sum());
    }

    private @Nullable Void post(int lane, Intake intake) throws IOException, InterruptedException {
        List<Event> batch = new ArrayList<>(BATCH);
        file.read(row -> {
            if (laneOf(row) == lane) {
                batch.add(row.event());
            }
            if (batch.size() == BATCH) {
                intake.post(batch);
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            intake.post(batch);
        }
        return null;
    }

    private static int laneOf(Row row) {
        return Math.floorMod(row.student().hashCode(), LANES);
    }
}
