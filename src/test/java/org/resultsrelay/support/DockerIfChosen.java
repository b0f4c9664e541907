package org.resultsrelay.support;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips what asks for containers on a machine without Docker. */
class DockerIfChosen implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return TestServers.inContainers() && !DockerClientFactory.instance().isDockerAvailable()
                ? ConditionEvaluationResult.disabled("There is no Docker here to run the test's servers in")
                : ConditionEvaluationResult.enabled("Its servers can run here");
    }
}
