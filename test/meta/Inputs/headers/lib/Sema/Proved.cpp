#include "Sema/Proved.h"
