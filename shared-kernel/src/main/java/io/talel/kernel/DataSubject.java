package io.talel.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the component of an event, a {@code UserId}, whose person the event's {@link Personal} components describe. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface DataSubject {

    /** Whether this is the first event of the person, with which their key is made. Any other needs a key that is there. */
    boolean isNew() default false;
}
