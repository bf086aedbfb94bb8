package io.talel.samples.safe;

import io.talel.samples.BreaksTheMarkdownRules.KnowsItsPart;

/** What the rules forbid a part of the library: to know the package around it. */
public final class KnowsItsWhole {
    private KnowsItsPart whole;
}
