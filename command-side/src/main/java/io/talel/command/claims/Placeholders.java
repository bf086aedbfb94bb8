package io.talel.command.claims;

import io.talel.command.personal.PersonalMarks;
import io.talel.kernel.Personal;
import io.talel.kernel.user.UserEvent.UserRegistered;
import java.util.Set;
import java.util.stream.Collectors;

/** What the names of erased persons read as: nobody has them, and nobody can. */
final class Placeholders {

    private static final Set<String> TEXTS = PersonalMarks.of(UserRegistered.class).personal().stream()
            .map(component -> component.getAnnotation(Personal.class).erasedAs())
            .collect(Collectors.toUnmodifiableSet());

    private Placeholders() {}

    static boolean contain(Object name) {
        return TEXTS.contains(name.toString());
    }
}
