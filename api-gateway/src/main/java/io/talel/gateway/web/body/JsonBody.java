package io.talel.gateway.web.body;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter, a record, that holds the JSON body. Its components are texts, {@code String} or a record of one
 * {@code String}, or whole numbers, {@code long}. They are required in their order
 * unless they are {@code @Nullable}; unknown keys are ignored.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface JsonBody {

    /**
     * Limit of bodies of short texts, in bytes. A registration has at most 6.4 kB, a change of an account without the password
     * 14 kB, with every character escaped. The rest is for texts that are too long: they are refused by the name of their field.
     */
    int SHORT = 256 * 1024;

    /** Most bytes of one character: {@code \}{@code u0041}, and two of these outside the basic plane of Unicode. */
    int BYTES_PER_CHARACTER = 12;

    /** Longest body that is read, in bytes; a longer one is answered with 413. */
    int maxBytes() default SHORT;
}
