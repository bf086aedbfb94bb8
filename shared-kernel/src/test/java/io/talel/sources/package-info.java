/** Rules of the source code of all modules, each with a sample that breaks it. */
package io.talel.sources;
