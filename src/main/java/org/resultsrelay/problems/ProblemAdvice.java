package org.resultsrelay.problems;

import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.database.DatabaseFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every refusal and every failure into problem details. Nothing internal gets out. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final Pattern SOURCE = Pattern.compile("(/api/v1/sources/)[^/]+");

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
        if (!DatabaseFaults.areBehind(e)) {
            return storageContended(e, request);
        }
        faults.met(e);
        return answer(Problem.storageAway(), request);
    }

    /** PostgreSQL ended this transaction in favour of others, as in a deadlock. The database itself works. */
    @ExceptionHandler(ConcurrencyFailureException.class)
    @Nullable
    ResponseEntity<Object> storageContended(Exception e, WebRequest request) {
        log.warn(
                "Answered 503 to {}, because its transaction was in conflict with another one or took too long. The sender is"
                        + " asked to try again: {}",
                shown(request),
                DatabaseFaults.reason(e));
        return answer(Problem.storageAway(), request);
    }

    /** Not every fault of the database arrives as one of those above. */
    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
        if (DatabaseFaults.areBehind(e)) {
            return storageAway(e, request);
        }
        if (DatabaseFaults.isContention(e)) {
            return storageContended(e, request);
        }
        log.error("Answered 500 to {}", shown(request), e);
        return answer(CommonProblems.internalError(), request);
    }

    /** The address without the token that a source's URL holds. */
    private static String shown(WebRequest request) {
        return SOURCE.matcher(request.getDescription(false)).replaceFirst("$1…");
    }

    /** Tomcat reads the query, and the firewall judges it, only when a parameter is read. */
    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    @Nullable
    ResponseEntity<Object> unreadableQuery(WebRequest request) {
        return answer(CommonProblems.unreadableQuery(), request);
    }

    /** Spring MVC's own refusals arrive here with Spring's body; ours says what to do. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail told = e instanceof Problem problem
                ? problem.getBody()
                : MvcProblems.of(e, status).getBody();
        return answer(e, told, headers, HttpStatusCode.valueOf(told.getStatus()), request);
    }

    private @Nullable ResponseEntity<Object> answer(Problem problem, WebRequest request) {
        return answer(problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }

    /** Always a problem, whatever the request accepts: an unreadable Accept must not hide what was refused. */
    private @Nullable ResponseEntity<Object> answer(
            Exception e, ProblemDetail told, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpHeaders typed = HttpHeaders.copyOf(headers);
        typed.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.handleExceptionInternal(e, told, typed, status, request);
    }
}
