package org.resultsrelay.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Writes down each statement that the relay sends to PostgreSQL, in order, but for those of its ticks. */
@TestConfiguration(proxyBeanMethods = false)
public class CountedStatements {

    /** The statements of one relay, shortened to their beginning. */
    public static final class Statements {

        private static final int BEGINNING = 40;

        private final List<String> all = new CopyOnWriteArrayList<>();

        public void forget() {
            all.clear();
        }

        public List<String> all() {
            return List.copyOf(all);
        }

        private void add(String statement) {
            if (Thread.currentThread().getName().startsWith("tick-")) {
                return;
            }
            String line = statement.strip().replaceAll("\\s+", " ");
            all.add(line.substring(0, Math.min(BEGINNING, line.length())));
        }
    }

    @Bean
    static Statements statements() {
        return new Statements();
    }

    @Bean
    static BeanPostProcessor countsStatements(Statements statements) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource real ? counting(real, statements) : bean;
            }
        };
    }

    private static DataSource counting(DataSource real, Statements statements) {
        return ProxyDataSourceBuilder.create(real)
                .afterQuery((execution, queries) -> queries.forEach(query -> statements.add(query.getQuery())))
                .build();
    }
}
