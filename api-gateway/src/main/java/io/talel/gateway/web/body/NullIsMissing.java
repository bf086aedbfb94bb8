package io.talel.gateway.web.body;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of a {@link JsonBody} that clients may send as {@code null}, as they have read it. Elsewhere {@code null} is
 * refused, since it could also mean that something is to be emptied.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface NullIsMissing {}
