// SPDX-License-Identifier: Apache-2.0
// Preloaded into a program: its FAIL_AT-th allocation of 64 KiB or more finds no memory. FAIL_AT counts on in child
// processes. Works with glibc only.
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

extern void* __libc_malloc(size_t);
extern void* __libc_calloc(size_t, size_t);
extern void* __libc_realloc(void*, size_t);
extern void* __libc_memalign(size_t, size_t);

static long left = -1;  // large allocations until the one that fails, itself included; 0: it has failed

static int fails(size_t bytes) {
    if (bytes < 65536) return 0;
    if (left < 0) {
        const char* text = getenv("FAIL_AT");
        left = text ? atol(text) : 0;
    }
    if (left == 0 || __atomic_sub_fetch(&left, 1, __ATOMIC_SEQ_CST) != 0) return 0;
    errno = ENOMEM;
    return 1;
}

void* malloc(size_t bytes) { return fails(bytes) ? NULL : __libc_malloc(bytes); }
void* calloc(size_t n, size_t bytes) { return fails(n * bytes) ? NULL : __libc_calloc(n, bytes); }
void* realloc(void* old, size_t bytes) { return fails(bytes) ? NULL : __libc_realloc(old, bytes); }
void* memalign(size_t step, size_t bytes) { return fails(bytes) ? NULL : __libc_memalign(step, bytes); }
void* aligned_alloc(size_t step, size_t bytes) { return memalign(step, bytes); }
int posix_memalign(void** to, size_t step, size_t bytes) {
    void* const got = memalign(step, bytes);
    if (got == NULL) return ENOMEM;
    *to = got;
    return 0;
}
