// Under the address sanitizer nothing is unloaded, so that a leak of a driver at exit still names the driver (tests/leaks.supp).

extern "C" int dlclose(void*)
{
    return 0;
}
