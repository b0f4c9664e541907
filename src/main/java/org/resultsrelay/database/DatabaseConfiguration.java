package org.resultsrelay.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the pool and the migrations beyond what settings can. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    static BeanPostProcessor connectionEviction(ObjectProvider<DatabaseFaults> faults) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    pool.setExceptionOverride(new ConnectionEviction(pool, faults.getObject()));
                }
                return bean;
            }
        };
    }

    @Bean
    Callback migrationTime() {
        return new MigrationTime();
    }

    /** A migration may build an index over all results, which takes its time. */
    private static final class MigrationTime implements Callback {

        private static final Duration PATIENCE = Duration.ofHours(6);

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            try {
                context.getConnection().setNetworkTimeout(Runnable::run, Math.toIntExact(PATIENCE.toMillis()));
            } catch (SQLException e) {
                throw new FlywayException("The connection takes no other timeout", e);
            }
        }

        @Override
        public String getCallbackName() {
            return "migration-time";
        }
    }
}
