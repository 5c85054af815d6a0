/* Which functions the shared library shows. Everything else of the engine stays hidden in it. */
#ifndef CONVENIO_EXPORT_H
#define CONVENIO_EXPORT_H

#if defined(__GNUC__)
#define CONVENIO_API __attribute__((visibility("default")))
#else
#define CONVENIO_API
#endif

#endif
