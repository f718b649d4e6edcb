// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bodies against arrays of double for each coordinate, as long as none is so near the floor that
// rounding decides.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/physics/particle_structs.dc.cpp"

SUITE_TEST() {
  for (int64_t n : suite::sizes) {
    const auto place = reals(3 * n, 0.5, 3), speed = reals(3 * n, -4, 4), mass = reals(n, 1, 2);
    std::vector<Body> bodies(n);
    std::vector<double> p(place.begin(), place.end()), v(speed.begin(), speed.end());
    for (int64_t i = 0; i < n; ++i) {
      for (int k = 0; k < 3; ++k) {
        bodies[i].place.v[k] = place[3 * i + k];
        bodies[i].speed.v[k] = speed[3 * i + k];
      }
      bodies[i].mass = mass[i];
      bodies[i].bounces = 7;
    }
    std::vector<int> bounces(n, 7);
    for (int round = 0; round < 4; ++round) {
      run(KERNEL(step_bodies), inout(bodies), 0.125f, 0.25f);
    }
    std::vector<float> energy(n), wantEnergy(n), gotY, wantY;
    run(KERNEL(kinetic_energy), in(bodies), out(energy));
    std::vector<int> gotBounces(n);
    for (int64_t i = 0; i < n; ++i) {
      bool near = false;
      for (int round = 0; round < 4; ++round) {
        v[3 * i + 1] -= 9.75 * 0.125;
        for (int k = 0; k < 3; ++k) {
          p[3 * i + k] += v[3 * i + k] * 0.125;
        }
        double above = p[3 * i + 1] - 0.25;
        near = near || std::fabs(above) < 1e-4;
        if (above < 0) {
          p[3 * i + 1] -= 2 * above;
          v[3 * i + 1] /= -2;
          ++bounces[i];
        }
      }
      gotBounces[i] = near ? bounces[i] : bodies[i].bounces;
      double squares = 0;
      for (int k = 0; k < 3; ++k) {
        gotY.push_back(bodies[i].place.v[k]);
        wantY.push_back(near ? gotY.back() : float(p[3 * i + k]));
        squares += v[3 * i + k] * v[3 * i + k];
      }
      wantEnergy[i] = near ? energy[i] : float(mass[i] * squares / 2);
    }
    expect(gotBounces, bounces);
    expect(gotY, wantY, {1e-4, 1e-4});
    expect(energy, wantEnergy, {1e-4, 1e-4});
  }
}
