package org.resultsrelay.notify;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches only if this property has a text. A blank one counts as unset, which Spring Boot's own conditions do not
 * support.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnNonBlankProperty.HasText.class)
public @interface ConditionalOnNonBlankProperty {

    String value();

    /** Looks the property up. */
    class HasText implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            String property = metadata.getAnnotations()
                    .get(ConditionalOnNonBlankProperty.class)
                    .getString("value");
            return StringUtils.hasText(context.getEnvironment().getProperty(property));
        }
    }
}
