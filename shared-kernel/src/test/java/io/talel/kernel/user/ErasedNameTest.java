package io.talel.kernel.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErasedNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deleted user",
                "Deleted USER",
                "deleted\u00a0user",
                "deleted\u3000user",
                "deleted \u2009 user",
                "deleted  user",
                "deleted \u200buser",
                "\u200edeleted user\u2060",
                "de\u00adleted user",
                "deleted\u3164user",
                "deleted\u2800user",
                "deleted user\ufe0f",
                "d\u034feleted user",
                "\uff44eleted user",
                "\uff24\uff25\uff2c\uff25\uff34\uff25\uff24 \uff35ser",
                "\ud835\udc1deleted user",
                "deleted u\u017fer"
            })
    void a_name_that_looks_like_the_one_of_erased_persons_reads_as_it(String name) {
        assertThat(ErasedName.isReadIn(new Username(name))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deleted",
                "deleted users",
                "deleteduser",
                "deleted-user",
                "user deleted",
                "ada",
                "\u200b",
                "d\u00e9leted user"
            })
    void any_other_name_does_not(String name) {
        assertThat(ErasedName.isReadIn(new Username(name))).isFalse();
    }
}
