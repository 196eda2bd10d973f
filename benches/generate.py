"""Writes a customer file of N rows in 18 columns for the benchmark: quoted cells with commas and doubled quotes in
them, ratings of 0 to 10, amounts, texts. The same N gives the same bytes.

    python3 benches/generate.py 1000000 customers.csv
"""

import random
import sys

COUNTRIES = ["DE", "AT", "CH", "FR", "IT", "PL", "NL", "US", "CN", "JP"]
INDUSTRIES = ["Machine tools", "Packaging", "Food, beverage", "Wind power", "Railway", "Pumps", "Robotics"]
OWNERS = ["A. Berger", "K. Lindqvist", "M. Rossi", "J. Novak", "S. Dupont"]
HEADER = (
    "account_id,customer,country,industry,owner,city,postal_code,note,revenue_eur,potential_eur,business_status,"
    "kam_status,market_importance,know_how,door_opener,service_complexity,opportunity_breadth,updated"
)


def main() -> None:
    rows, path = int(sys.argv[1]), sys.argv[2]
    pick = random.Random(42)
    notes = ["", '"prefers ""early"" calls, mornings"', "visited in spring", '"asks for drawings, samples and prices"']
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(HEADER + "\n")
        for first in range(0, rows, 10_000):
            lines = []
            for i in range(first, min(first + 10_000, rows)):
                r = pick.random
                name = f'"Customer {i}, ""{COUNTRIES[i % 10]}"" Works GmbH"' if i % 3 == 0 else f"Customer {i} Antriebstechnik AG"
                ratings = ",".join(str(int(r() * 11)) if r() < 0.8 else f"{int(r() * 100) / 10}" for _ in range(5))
                lines.append(
                    f"C-{i:08d},{name},{COUNTRIES[int(r() * 10)]},\"{INDUSTRIES[int(r() * 7)]}\",{OWNERS[int(r() * 5)]},"
                    f"City {int(r() * 5000)},{10000 + int(r() * 89999)},{notes[int(r() * 4)]},{int(r() * 5e6)}.{int(r() * 90) + 10},"
                    f"{int(r() * 2e7)},active,{'Key account' if r() < 0.02 else ''},{ratings},2026-{1 + int(r() * 12):02d}-{1 + int(r() * 28):02d}\n"
                )
            file.write("".join(lines))


if __name__ == "__main__":
    main()
