package org.resultsrelay.support;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Writes down each statement that the relay sends to PostgreSQL, in order, but for those of its ticks. */
@TestConfiguration(proxyBeanMethods = false)
public class CountedStatements {

    /** One relay's trips to the database: the statements of each, shortened to their beginnings and joined by {@link #AND}. */
    public static final class Statements {

        public static final String AND = "; ";

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
            all.add(Arrays.stream(statement.split(";"))
                    .map(Statements::beginning)
                    .collect(Collectors.joining(AND)));
        }

        private static String beginning(String statement) {
            String line = statement.strip().replaceAll("\\s+", " ");
            return line.substring(0, Math.min(BEGINNING, line.length()));
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
