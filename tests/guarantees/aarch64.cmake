# Debian's cross compiler for 64-bit ARM; what it makes runs under qemu-user. Its own search path ends in /usr/include,
# behind the C library's headers for ARM: that is where header-only packages are found.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
