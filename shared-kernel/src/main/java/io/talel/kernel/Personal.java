package io.talel.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a text component of an event as personal data: it is stored encrypted under the key of the event's
 * {@link DataSubject}. Once that key is deleted, reading the event yields {@link #erasedAs()}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Personal {

    /** The placeholder, a valid value of the component's type. */
    String erasedAs();
}
