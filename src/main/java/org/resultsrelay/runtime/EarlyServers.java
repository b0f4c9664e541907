package org.resultsrelay.runtime;

import java.io.IOException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.PriorityOrdered;

/** Made before any other bean, and so destroyed after all of them: pools and consumers close while servers still run. */
record EarlyServers(EmbeddedServers running) implements BeanFactoryPostProcessor, PriorityOrdered, AutoCloseable {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        // being made this early is all there is to do
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}
