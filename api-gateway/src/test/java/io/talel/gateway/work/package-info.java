/** Tests of the threads for work that costs a core. */
package io.talel.gateway.work;
