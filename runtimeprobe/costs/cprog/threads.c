/* What threads cost in C, for package costs, which reads what this prints: a name and
 * a number a line.
 *
 *   threads time     creating a thread, switching between two: nanoseconds
 *   threads memory   memory and address space of a thread that waits: bytes
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <semaphore.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { repetitions = 101, creations = 10, trips = 100, kept = 200 };

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e9 + t.tv_nsec;
}

static void *nothing(void *arg) { return arg; }

static void start(pthread_t *t, void *(*f)(void *)) {
	int err = pthread_create(t, NULL, f, NULL);
	if (err != 0) {
		fprintf(stderr, "pthread_create: %s\n", strerror(err));
		exit(1);
	}
}

static void create(int print) {
	double begin = now();
	for (int i = 0; i < creations; i++) {
		pthread_t t;
		start(&t, nothing);
		pthread_join(t, NULL);
	}
	if (print) printf("create %.1f\n", (now() - begin) / creations);
}

#ifdef __linux__
static sem_t there, back;

static void *answer(void *arg) {
	for (int i = 0; i < trips; i++) {
		sem_wait(&there);
		sem_post(&back);
	}
	return arg;
}

/* Both threads on one processor, so that each handing over is a switch. */
static void switches(int print) {
	pthread_t t;
	start(&t, answer);
	double begin = now();
	for (int i = 0; i < trips; i++) {
		sem_post(&there);
		sem_wait(&back);
	}
	double end = now();
	pthread_join(t, NULL);
	if (print) printf("switch %.1f\n", (end - begin) / (2.0 * trips));
}

static void one_processor(void) {
	cpu_set_t set;
	int cpu = sched_getcpu();
	CPU_ZERO(&set);
	CPU_SET(cpu < 0 ? 0 : cpu, &set);
	sched_setaffinity(0, sizeof set, &set);
}

static pthread_barrier_t arrived, gate;

static void *waits(void *arg) {
	pthread_barrier_wait(&arrived);
	pthread_barrier_wait(&gate);
	return arg;
}

static double statm(int field) {
	double pages[2] = {0, 0};
	FILE *f = fopen("/proc/self/statm", "r");
	if (f == NULL || fscanf(f, "%lf %lf", &pages[0], &pages[1]) != 2) exit(1);
	fclose(f);
	return pages[field] * sysconf(_SC_PAGESIZE);
}

static double kernel_stacks(void) {
	char line[200];
	double kb = 0;
	FILE *f = fopen("/proc/meminfo", "r");
	while (f != NULL && fgets(line, sizeof line, f) != NULL)
		if (sscanf(line, "KernelStack: %lf kB", &kb) == 1) break;
	if (f != NULL) fclose(f);
	return kb * 1024;
}

static void memory(void) {
	static pthread_t t[kept];
	/* What the first thread needs once is not the others'. */
	start(&t[0], nothing);
	pthread_join(t[0], NULL);
	pthread_barrier_init(&arrived, NULL, kept + 1);
	pthread_barrier_init(&gate, NULL, kept + 1);
	double resident = statm(1), virtual = statm(0), kernel = kernel_stacks();
	for (int i = 0; i < kept; i++) start(&t[i], waits);
	pthread_barrier_wait(&arrived);
	printf("resident %.1f\n", (statm(1) - resident) / kept);
	printf("virtual %.1f\n", (statm(0) - virtual) / kept);
	printf("kernel %.1f\n", (kernel_stacks() - kernel) / kept);
	pthread_barrier_wait(&gate);
	for (int i = 0; i < kept; i++) pthread_join(t[i], NULL);
}
#endif

int main(int argc, char **argv) {
	if (argc < 2) return 2;
	if (strcmp(argv[1], "time") == 0) {
		for (int i = 0; i <= repetitions; i++) create(i > 0);
#ifdef __linux__
		sem_init(&there, 0, 0);
		sem_init(&back, 0, 0);
		one_processor();
		for (int i = 0; i <= repetitions; i++) switches(i > 0);
#endif
	}
#ifdef __linux__
	if (strcmp(argv[1], "memory") == 0) memory();
#endif
	return 0;
}
