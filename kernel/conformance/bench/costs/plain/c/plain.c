/* The numbers of threads in C, each in a few lines: what package costs is compared with.
 * cc -O2 -pthread -o plain plain.c; ./plain NUMBER */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define RUNS 101

static int compare(const void *a, const void *b) {
	double d = *(const double *)a - *(const double *)b;
	return (d > 0) - (d < 0);
}

static double seconds(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static void *empty(void *x) { return x; }

static double create(void) {
	enum { n = 20 };
	double runs[RUNS];
	for (int r = 0; r < RUNS; r++) {
		double t = seconds();
		for (int i = 0; i < n; i++) {
			pthread_t p;
			if (pthread_create(&p, NULL, empty, NULL) != 0) abort();
			pthread_join(p, NULL);
		}
		runs[r] = (seconds() - t) / n;
	}
	qsort(runs, RUNS, sizeof *runs, compare);
	return runs[RUNS / 2] * 1e9;
}

/* A token that goes to and fro, by system calls of our own. */
enum { rounds = 200 };
static int turn;

static void *player(void *me) {
	int mine = *(int *)me;
	for (int i = 0; i < rounds; i++) {
		while (__atomic_load_n(&turn, __ATOMIC_SEQ_CST) != mine)
			syscall(SYS_futex, &turn, FUTEX_WAIT_PRIVATE, !mine, NULL, NULL, 0);
		__atomic_store_n(&turn, !mine, __ATOMIC_SEQ_CST);
		syscall(SYS_futex, &turn, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
	}
	return NULL;
}

static double switching(void) {
	static int zero = 0, one = 1;
	double runs[RUNS];
	cpu_set_t set;
	CPU_ZERO(&set);
	CPU_SET(sched_getcpu(), &set);
	if (sched_setaffinity(0, sizeof set, &set) != 0) abort();
	for (int r = 0; r < RUNS; r++) {
		pthread_t p, q;
		turn = 0;
		double t = seconds();
		pthread_create(&p, NULL, player, &zero);
		pthread_create(&q, NULL, player, &one);
		pthread_join(p, NULL);
		pthread_join(q, NULL);
		runs[r] = (seconds() - t) / (2.0 * rounds);
	}
	qsort(runs, RUNS, sizeof *runs, compare);
	return runs[RUNS / 2] * 1e9;
}

static double field(const char *file, const char *name) {
	char line[256];
	double kb = -1;
	FILE *f = fopen(file, "r");
	while (fgets(line, sizeof line, f))
		if (strncmp(line, name, strlen(name)) == 0) kb = atof(line + strlen(name));
	fclose(f);
	return kb * 1024;
}

static void *stay(void *ready) {
	__atomic_add_fetch((int *)ready, 1, __ATOMIC_SEQ_CST);
	pause();
	return NULL;
}

static double grows(const char *file, const char *name) {
	enum { n = 250 };
	static int ready;
	pthread_t p;
	pthread_create(&p, NULL, stay, &ready);
	while (__atomic_load_n(&ready, __ATOMIC_SEQ_CST) < 1) usleep(100);
	double before = field(file, name);
	for (int i = 0; i < n; i++) pthread_create(&p, NULL, stay, &ready);
	while (__atomic_load_n(&ready, __ATOMIC_SEQ_CST) < n + 1) usleep(100);
	return (field(file, name) - before) / n;
}

int main(int argc, char **argv) {
	const char *what = argc > 1 ? argv[1] : "";
	double v;
	if (strcmp(what, "thread.create.c") == 0) v = create();
	else if (strcmp(what, "thread.switch.c") == 0) v = switching();
	else if (strcmp(what, "thread.resident.c") == 0) v = grows("/proc/self/status", "VmRSS:");
	else if (strcmp(what, "thread.virtual.c") == 0) v = grows("/proc/self/status", "VmSize:");
	else if (strcmp(what, "thread.kernel") == 0) v = grows("/proc/meminfo", "KernelStack:");
	else return 2;
	printf("%f\n", v);
	exit(0); /* with threads that wait */
}
