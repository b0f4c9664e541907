package org.resultsrelay.problems;

import org.jspecify.annotations.Nullable;
import org.resultsrelay.database.DatabaseFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every refusal and every failure into problem details; nothing internal leaves the house. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final DatabaseFaults faults;

    ProblemAdvice(DatabaseFaults faults) {
        this.faults = faults;
    }

    /** The database cannot be used, or takes too long. */
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        QueryTimeoutException.class,
        TransactionException.class
    })
    @Nullable
    ResponseEntity<Object> storageAway(Exception e, WebRequest request) {
        faults.met(e);
        return answer(Problem.storageAway(), request);
    }

    /** Not every fault of the database comes as one of those above. */
    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
        if (DatabaseFaults.areBehind(e)) {
            return storageAway(e, request);
        }
        log.error("Answered 500 to {}", request.getDescription(false), e);
        return answer(CommonProblems.internalError(), request);
    }

    /** What Spring MVC refuses by itself comes through here with a body of Spring's; ours says what to do. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail told = e instanceof Problem problem
                ? problem.getBody()
                : MvcProblems.of(e, status).getBody();
        return super.handleExceptionInternal(e, told, headers, HttpStatusCode.valueOf(told.getStatus()), request);
    }

    private @Nullable ResponseEntity<Object> answer(Problem problem, WebRequest request) {
        return super.handleExceptionInternal(
                problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }
}
