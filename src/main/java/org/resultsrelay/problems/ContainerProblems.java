package org.resultsrelay.problems;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;

/** Answers requests that Tomcat refuses before the application sees them, such as an address that cannot be decoded. */
@Component
class ContainerProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final ProblemWriter writer;

    ContainerProblems(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Report(writer)));
    }

    /** Replaces Tomcat's HTML page. */
    private static final class Report extends ErrorReportValve {

        private final ProblemWriter writer;

        Report(ProblemWriter writer) {
            this.writer = writer;
        }

        @Override
        protected void report(Request request, Response response, Throwable failure) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            try {
                writer.write(response.getResponse(), CommonProblems.of(HttpStatusCode.valueOf(status)));
                response.finishResponse();
            } catch (IOException e) {
                container.getLogger().debug("The caller has gone", e);
            }
        }
    }
}
