# ASSAY_WARNING_FLAGS: sets and substitutes WARNING_CFLAGS to those of the house's warnings that the compiler knows.
AC_DEFUN([ASSAY_WARNING_FLAGS],[
  AC_MSG_CHECKING([which warnings the compiler knows])
  WARNING_CFLAGS=
  assay_saved_CFLAGS=$CFLAGS
  for assay_flag in -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
      -Wcast-qual -Wwrite-strings -Wformat=2 -Wvla -Wundef -Wswitch-enum -Wnull-dereference; do
    CFLAGS="$assay_saved_CFLAGS $assay_flag -Werror"
    AC_COMPILE_IFELSE([AC_LANG_SOURCE([[extern int assay_probe; int assay_probe = 1;]])],
      [WARNING_CFLAGS="$WARNING_CFLAGS $assay_flag"])
  done
  CFLAGS=$assay_saved_CFLAGS
  AC_MSG_RESULT([$WARNING_CFLAGS])
  AC_SUBST([WARNING_CFLAGS])
])
