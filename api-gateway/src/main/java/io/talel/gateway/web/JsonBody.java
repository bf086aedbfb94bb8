package io.talel.gateway.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter, a record, that holds the JSON body. Its components are texts: {@code String}, or a record of
 * one {@code String}. They are required in their order unless they are {@code @Nullable}; unknown keys are ignored;
 * constraints of Bean Validation on components are checked.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface JsonBody {

    /**
     * Longest body that is read, in bytes; a longer one is answered with 413. Far above the limits of the texts, so that a text
     * that is too long is refused by its name.
     */
    int maxBytes() default 128 * 1024;
}
