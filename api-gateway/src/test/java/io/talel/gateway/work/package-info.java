/** Tests of work that is kept off the threads that serve. */
package io.talel.gateway.work;
