package org.resultsrelay.incidents;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Does things together, and where one of them fails, all the others without it: one episode that cannot be stored must not
 * silence the rest. The first failure is reported after them.
 */
final class FailureIsolation {

    private @Nullable RuntimeException failure;

    <T> void together(List<T> things, Consumer<List<T>> step) {
        if (things.isEmpty()) {
            return;
        }
        try {
            step.accept(things);
        } catch (RuntimeException e) {
            if (things.size() == 1 || !oneIsToBlame(e)) {
                note(e);
                return;
            }
            int half = things.size() / 2;
            together(things.subList(0, half), step);
            together(things.subList(half, things.size()), step);
        }
    }

    /** Says whether it succeeded. */
    boolean run(Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException e) {
            note(e);
            return false;
        }
    }

    /** A database that is away is nobody's fault, and asking it again for each half would take long. */
    private static boolean oneIsToBlame(RuntimeException e) {
        return e instanceof DataIntegrityViolationException
                || !(e instanceof DataAccessException || e instanceof TransactionException);
    }

    private void note(RuntimeException e) {
        failure = failure == null ? e : failure;
    }

    void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }
}
